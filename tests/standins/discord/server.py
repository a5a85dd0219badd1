"""The stand-in itself: starts on loopback, and does what people do in their clients."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.standins.discord.commands import STRING, SUBCOMMAND
from tests.standins.discord.exchanges import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    Exchange,
    Message,
    new_id,
)
from tests.standins.discord.gateway import Gateway
from tests.standins.discord.guilds import GUILDS_INTENT, guild
from tests.standins.discord.ledger import Ledger
from tests.standins.discord.people import ALICE, APPLICATION, MEMBER, SERVER, Person, Place
from tests.standins.discord.posts import Posts
from tests.standins.discord.refusals import JSON
from tests.standins.discord.rest import Rest

TOKEN = "invented-token-of-a-test"


class NotOffered(LookupError):  # noqa: N818 - what the client does, not what went wrong
    """The client does not show this command, option or place, so nobody can use it."""


class DiscordStandIn:
    """Discord on loopback; `async with` starts and stops it.

    `now` gives monotonic seconds for the rules of three seconds and fifteen minutes.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        """Prepare; nothing listens yet."""
        self.posts = Posts()
        self.token = TOKEN
        self.ledger = Ledger()
        self.gateway = Gateway(self.ledger, self.token)
        self.commands: list[JSON] = []
        self.exchanges: dict[str, Exchange] = {}
        self.api_url = ""
        self.banned = False
        self._now = now
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        """Listen on a free port of loopback."""
        app = web.Application()
        Rest(self).add_to(app)
        for path in ("/gateway", "/gateway/"):
            app.router.add_get(path, self.gateway.handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.api_url = f"http://{host}:{port}/api/v10"
        self.gateway.url = f"ws://{host}:{port}/gateway/"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop listening."""
        await self.gateway.hang_up()
        if self._runner:
            await self._runner.cleanup()

    async def let_in(self, place: Place, joined: datetime, **facts: Any) -> None:
        """Let the bot into a server; only one that asked to hear of servers hears of it."""
        await self.gateway.connected()
        assert self.ledger.identifies[-1]["intents"] & GUILDS_INTENT
        self.posts.channels.add(place.channel)
        await self.gateway.dispatch(
            "GUILD_CREATE", guild(place, joined=joined.isoformat(), **facts)
        )

    async def put_out(self, place: Place) -> None:
        """Put the bot out of a server."""
        self.posts.channels.discard(place.channel)
        await self.gateway.dispatch("GUILD_DELETE", {"id": str(place.guild)})

    async def slash(
        self,
        line: str,
        values: Mapping[str, str] | None = None,
        who: Person = ALICE,
        place: Place = SERVER,
        permissions: int = MEMBER,
        *,
        allowed: bool = False,
    ) -> Exchange:
        """Send a slash command such as `move` or `banquet help`.

        `allowed` = the server's owner lets this member use a command that asks for permissions.
        """
        name, *rest = line.split()
        command = self._offered(name, place, permissions, allowed=allowed)
        data = self._invocation(command, rest, dict(values or {}), {})
        return await self.send(COMMAND, data, who, place, permissions)

    async def complete(
        self,
        line: str,
        option: str,
        typed: str,
        who: Person = ALICE,
        place: Place = SERVER,
    ) -> Exchange:
        """Type into an option that completes."""
        name, *rest = line.split()
        command = self._offered(name, place, MEMBER, allowed=True)
        focus = {"focused": True}
        data = self._invocation(command, rest, {option: typed}, {option: focus})
        return await self.send(AUTOCOMPLETE, data, who, place, MEMBER)

    async def press(
        self,
        message: Message,
        label: str,
        who: Person = ALICE,
        place: Place = SERVER,
        permissions: int = MEMBER,
    ) -> Exchange:
        """Press the button with a label under a message."""
        data = {"custom_id": message.custom_id(label), "component_type": 2}
        more = {"message": message.json(str(place.channel))}
        return await self.send(COMPONENT, data, who, place, permissions, pressed=message, more=more)

    async def send(  # noqa: PLR0913 - an interaction has that many sides
        self,
        kind: int,
        data: JSON,
        who: Person = ALICE,
        place: Place = SERVER,
        permissions: int = MEMBER,
        *,
        pressed: Message | None = None,
        more: JSON | None = None,
    ) -> Exchange:
        """Send any interaction, also one that no client would."""
        exchange = self._opened(kind, data, who, place, permissions, more)
        exchange.pressed = pressed
        await self.gateway.dispatch("INTERACTION_CREATE", exchange.data)
        return exchange

    async def missed(self, kind: int, data: JSON) -> Exchange:
        """Let something be asked while the bot is away; a resume brings it."""
        exchange = self._opened(kind, data, ALICE, SERVER, MEMBER, None)
        self.gateway.miss("INTERACTION_CREATE", exchange.data)
        return exchange

    def _opened(
        self,
        kind: int,
        data: JSON,
        who: Person,
        place: Place,
        permissions: int,
        more: JSON | None,
    ) -> Exchange:
        """Note an interaction and return it, not sent yet."""
        at = new_id()
        whole: JSON = {
            "id": str(at), "application_id": str(APPLICATION), "type": kind, "data": data,
            "token": f"token-{at}", "version": 1, "attachment_size_limit": 10_485_760,
            "app_permissions": "0", "entitlements": [], **place.facts(who, permissions),
            **(more or {}),
        }  # fmt: skip
        exchange = Exchange(whole, self._now(), self._now)
        self.exchanges[exchange.token] = exchange
        return exchange

    def _offered(self, name: str, place: Place, permissions: int, *, allowed: bool) -> JSON:
        """Return a command that a client would show here to somebody."""
        command = next((c for c in self.commands if c["name"] == name), None)
        if command is None:
            raise NotOffered(f"/{name} was never sent to Discord")
        if (
            place.context not in command["contexts"]
            or place.user_install not in command["integration_types"]
        ):
            raise NotOffered(f"/{name} is not shown there")
        needs = int(command.get("default_member_permissions") or 0)
        if permissions & needs != needs and not allowed:
            raise NotOffered(f"/{name} is not shown to this member")
        return command

    def _invocation(
        self, command: JSON, rest: list[str], values: dict[str, str], marks: dict[str, JSON]
    ) -> JSON:
        """Return the data of an invocation, checked as a client checks it."""
        found: JSON = {"id": "1", "name": command["name"], "type": 1}
        if not rest:
            return {**found, "options": _options(command, values, marks)}
        subcommands = command.get("options", [])
        sub = next(
            (o for o in subcommands if (o["type"], o["name"]) == (SUBCOMMAND, rest[0])), None
        )
        if sub is None:
            raise NotOffered(f"/{command['name']} {rest[0]} was never sent to Discord")
        inner = {"name": rest[0], "type": SUBCOMMAND, "options": _options(sub, values, marks)}
        return {**found, "options": [inner]}


def _options(command: JSON, values: dict[str, str], marks: dict[str, JSON]) -> list[JSON]:
    """Return options as the client sends them; unknown, missing and unoffered ones cannot be."""
    known = {option["name"]: option for option in command.get("options", [])}
    if stranger := values.keys() - known.keys():
        raise NotOffered(f"/{command['name']} has no {stranger}")
    for name, option in known.items():
        offered = [choice["value"] for choice in option.get("choices", [])]
        if option.get("required") and name not in values and not marks:
            raise NotOffered(f"/{command['name']} needs {name}")
        if offered and values.get(name, offered[0]) not in offered:
            raise NotOffered(f"{name} offers {offered}")
        if name in marks and not option.get("autocomplete"):
            raise NotOffered(f"{name} completes nothing")
    return [
        {"name": name, "type": STRING, "value": value, **marks.get(name, {})}
        for name, value in values.items()
    ]

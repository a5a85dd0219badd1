"""The REST side: who the bot is, its commands, and the answers to interactions."""

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from tests.standins.discord.commands import check_commands
from tests.standins.discord.exchanges import Exchange
from tests.standins.discord.ledger import Call
from tests.standins.discord.messages import check_message
from tests.standins.discord.people import APPLICATION
from tests.standins.discord.posts import NONCE
from tests.standins.discord.refusals import (
    JSON,
    UNKNOWN_INTERACTION,
    UNKNOWN_WEBHOOK,
    Refused,
    demand,
)

if TYPE_CHECKING:
    from tests.standins.discord.server import DiscordStandIn

_BOT = {"id": str(APPLICATION), "username": "Banquet", "discriminator": "0", "avatar": None}
_APPLICATION = {
    "id": str(APPLICATION), "name": "Banquet", "icon": None, "description": "", "flags": 0,
    "bot_public": True, "bot_require_code_grant": False, "verify_key": "", "owner": _BOT,
}  # fmt: skip
Handle = Callable[[web.Request, JSON], Awaitable[object]]


class Rest:
    """The endpoints that the bot uses; any other path is refused."""

    def __init__(self, discord: "DiscordStandIn") -> None:
        """Serve this Discord."""
        self._discord = discord

    def add_to(self, app: web.Application) -> None:
        """Add the routes."""
        hook = f"/api/v10/webhooks/{APPLICATION}/{{token}}"
        routes: list[tuple[str, str, Handle]] = [
            ("GET", "/api/v10/users/@me", self._me),
            ("GET", "/api/v10/oauth2/applications/@me", self._application),
            ("GET", "/api/v10/gateway/bot", self._gateway),
            ("PUT", f"/api/v10/applications/{APPLICATION}/commands", self._overwrite),
            ("POST", "/api/v10/interactions/{id}/{token}/callback", self._callback),
            ("POST", hook, self._follow),
            ("POST", "/api/v10/channels/{channel}/messages", self._post),
            ("PATCH", "/api/v10/channels/{channel}/messages/{message}", self._change),
            ("PUT", "/api/v10/channels/{channel}/messages/pins/{message}", self._pin),
            ("PATCH", f"{hook}/messages/{{message}}", self._edit),
        ]
        for method, path, handle in routes:
            app.router.add_route(method, path, self._answering(handle))

    def _answering(self, handle: Handle) -> Callable[[web.Request], Awaitable[web.Response]]:
        """Wrap an endpoint: read JSON, note the call, turn refusals into answers."""

        async def answer(request: web.Request) -> web.Response:
            """Answer one call."""
            body = await _body(request)
            try:
                self._demand_no_ban()
                status, result = 200, await handle(request, body)
            except Refused as refused:
                status, result = refused.status, refused.body()
            self._discord.ledger.note(Call(request.method, request.path, body, status))
            # discord.py knows JSON by this exact header, without a charset.
            headers = {"Content-Type": "application/json"}
            return web.Response(body=json.dumps(result).encode(), status=status, headers=headers)

        return answer

    def _demand_no_ban(self) -> None:
        """Refuse everything while the bot's address is banned; there is no Via header then."""
        if self._discord.banned:
            raise Refused(429, 0, "You are being blocked from accessing our API temporarily")

    def _demand_token(self, request: web.Request) -> None:
        """Refuse whoever does not show the bot's token."""
        if request.headers.get("Authorization") != f"Bot {self._discord.token}":
            raise Refused(401, 0, "401: Unauthorized")

    async def _me(self, request: web.Request, _: JSON) -> object:
        """Say who the bot is."""
        self._demand_token(request)
        return {**_BOT, "bot": True}

    async def _application(self, request: web.Request, _: JSON) -> object:
        """Say which application the bot belongs to."""
        self._demand_token(request)
        return _APPLICATION

    async def _gateway(self, request: web.Request, _: JSON) -> object:
        """Say where the gateway is."""
        self._demand_token(request)
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return {"url": self._discord.gateway.url, "shards": 1, "session_start_limit": limit}

    async def _overwrite(self, request: web.Request, body: JSON) -> object:
        """Take all commands in place of those there were."""
        self._demand_token(request)
        commands: list[JSON] = list(body)  # type: ignore[arg-type] # this endpoint alone takes a list
        check_commands(commands)
        self._discord.commands = commands
        known = {"application_id": str(APPLICATION), "version": "1"}
        return [{**c, **known, "id": str(at)} for at, c in enumerate(commands, 1)]

    async def _callback(self, request: web.Request, body: JSON) -> object:
        """Take the first answer to an interaction."""
        found = self._exchange(request, UNKNOWN_INTERACTION)
        return found.callback(body)

    async def _follow(self, request: web.Request, body: JSON) -> object:
        """Take a follow-up message."""
        found = self._exchange(request, UNKNOWN_WEBHOOK)
        return found.follow(body).json(found.data["channel_id"])

    async def _edit(self, request: web.Request, body: JSON) -> object:
        """Change an answer."""
        found = self._exchange(request, UNKNOWN_WEBHOOK)
        return found.edit(body, request.match_info["message"]).json(found.data["channel_id"])

    async def _post(self, request: web.Request, body: JSON) -> object:
        """Take a channel's message; the same nonce again gives the first message back."""
        self._demand_token(request)
        channel = self._channel(request)
        check_message(body, new=True)
        self._demand_files(body)
        nonce = str(body.get("nonce", ""))
        demand(len(nonce) <= NONCE, "nonce")
        posts = self._discord.posts
        if body.get("enforce_nonce") and nonce in posts.by_nonce:
            return {"id": str(posts.by_nonce[nonce]), "channel_id": channel}
        number = posts.take(channel, body)
        if posts.fail_after > 0:
            posts.fail_after -= 1
            raise Refused(500, 0, "Internal Server Error")
        return {"id": str(number), "channel_id": channel}

    async def _change(self, request: web.Request, body: JSON) -> object:
        """Change a channel's message."""
        self._demand_token(request)
        check_message(body, new=False)
        self._demand_files(body)
        self._discord.posts.change(self._known(request), body)
        return {"id": request.match_info["message"], "channel_id": self._channel(request)}

    async def _pin(self, request: web.Request, _: JSON) -> object:
        """Pin a channel's message; without the right to, refuse."""
        self._demand_token(request)
        number = self._known(request)
        if not self._discord.posts.may_pin:
            raise Refused(403, 50013, "Missing Permissions")
        self._discord.posts.pinned.append(number)
        return {}

    def _demand_files(self, body: JSON) -> None:
        """Refuse files where the bot may not attach any."""
        if body.get("files") and not self._discord.posts.takes_files:
            raise Refused(403, 50013, "Missing Permissions")

    def _channel(self, request: web.Request) -> str:
        """Return the channel of a call; the bot must be in it."""
        channel = request.match_info["channel"]
        if int(channel) not in self._discord.posts.channels:
            raise Refused(404, 10003, "Unknown Channel")
        return channel

    def _known(self, request: web.Request) -> int:
        """Return the message of a call; it must exist."""
        number = int(request.match_info["message"])
        if number not in self._discord.posts.messages:
            raise Refused(404, 10008, "Unknown Message")
        return number

    def _exchange(self, request: web.Request, code: int) -> Exchange:
        """Return the exchange whose token the path has."""
        found = self._discord.exchanges.get(request.match_info["token"])
        if found is None:
            raise Refused(404, code, "Unknown")
        return found


async def _body(request: web.Request) -> JSON:
    """Read a call's JSON; with files it is one field of a form, beside the files' bytes."""
    if not request.content_type.startswith("multipart/"):
        text = await request.text()
        return dict(json.loads(text)) if text.startswith("{") else json.loads(text or "{}")
    form = await request.post()
    files = {f.filename: f.file.read() for f in form.values() if isinstance(f, web.FileField)}
    payload = form["payload_json"]
    whole = payload if isinstance(payload, str | bytes | bytearray) else payload.file.read()
    return {**json.loads(whole), "files": files}

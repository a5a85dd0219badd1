"""Messages to a person on Discord: the channel is opened first, and only then is anything sent."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.core.sending import PUSH, Answer, Delivery, Part
from bot.platforms.discord.sender import RECIPIENT, DiscordSender
from bot.platforms.discord.settings import DiscordSettings

PERSON, CHANNEL = 43, 4300


@dataclass
class Rest:
    """As much of Discord as a direct message needs."""

    opening: web.Response | None = None
    """What is answered in place of a channel."""
    calls: list[tuple[str, object]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        """Open a channel, or take a message."""
        self.calls.append((request.path, await request.json()))
        if not request.path.endswith("/users/@me/channels"):
            return web.json_response({"id": "9"})
        return self.opening or web.json_response({"id": str(CHANNEL), "type": 1})


@pytest.fixture
def rest() -> Rest:
    """Return the stand-in."""
    return Rest()


@pytest.fixture
async def sender(rest: Rest) -> AsyncIterator[DiscordSender]:
    """Return a sender that asks it."""
    app = web.Application()
    app.router.add_post("/{path:.*}", rest.answer)
    async with TestServer(app) as server:
        made = DiscordSender(DiscordSettings("t", str(server.make_url("/"))))
        yield made
        await made.close()


def delivery() -> Delivery:
    """Return a notice to a person."""
    body = {"embeds": [{"description": "missed"}]}
    part = Part("a", "discord:1", PERSON, PUSH, body, {RECIPIENT: str(PERSON)})
    return Delivery(77, part, 1, 1)


async def test_a_person_is_told_in_direct_messages(sender: DiscordSender, rest: Rest) -> None:
    """By the id that Discord gives the channel."""
    assert await sender.send(delivery()) == Answer("ok", message_id=9)
    (opened, asked), (posted, _) = rest.calls
    assert opened.endswith("/users/@me/channels")
    assert asked == {"recipient_id": str(PERSON)}
    assert posted.endswith(f"/channels/{CHANNEL}/messages")


async def test_who_takes_no_messages_is_sent_none(sender: DiscordSender, rest: Rest) -> None:
    """The refusal is the answer."""
    refused = {"code": 50007, "message": "Cannot send messages to this user"}
    rest.opening = web.json_response(refused, status=403)
    assert (await sender.send(delivery())).code == 50007
    assert len(rest.calls) == 1


async def test_a_channel_that_did_not_open_is_no_message(sender: DiscordSender, rest: Rest) -> None:
    """Whatever was said: no copy can have arrived."""
    rest.opening = web.Response(status=500)
    assert (await sender.send(delivery())).kind == "not_sent"
    assert len(rest.calls) == 1

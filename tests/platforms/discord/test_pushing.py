"""Pushes on Discord: posted once by their nonce, edited, pinned, read by Discord's own codes."""

from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.core.registry import registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.sending import EDIT, PIN, PUSH, Delivery, Kind, Part, Verdict
from bot.delivery.classifier import classify
from bot.platforms.discord.answers import read_answer
from bot.platforms.discord.pushing import DiscordPusher, button_id
from bot.platforms.discord.sender import DiscordSender, nonce_of
from bot.platforms.discord.settings import DiscordSettings
from tests.fakes import FakeClock
from tests.standins.discord.server import DiscordStandIn

GUILD, CHANNEL = 42, 4242
REPLY = Reply("Close", (paragraph("TAIEX 22,694.71"),), ((Button("Dinner", "/dinnerlist"),),))


def delivery(method: str = PUSH, number: int = 77, **more: Any) -> Delivery:
    """Return a push to a server's channel."""
    body = DiscordPusher("discord:1", registry, FakeClock()).push(REPLY, "en").bodies[0]
    part = Part("k", "discord:1", GUILD, method, body, kind=Kind.DIGEST, topic=CHANNEL, silent=True)
    return Delivery(number, replace(part, **more), 1, 1)


def sender(standin: DiscordStandIn) -> DiscordSender:
    """Return the way out to the stand-in."""
    return DiscordSender(DiscordSettings(standin.token, standin.api_url))


async def test_a_push_goes_to_the_channel_it_was_ordered_in() -> None:
    """Silently, mentioning nobody, with buttons that anyone may press."""
    async with DiscordStandIn(lambda: 0.0) as standin:
        standin.posts.channels.add(CHANNEL)
        out = sender(standin)
        answer = await out.send(delivery())
        await out.close()
        (message,) = standin.posts.messages.values()
        assert classify(answer) is Verdict.SENT
        assert answer.message_id in standin.posts.messages
        assert (message["flags"], message["channel"]) == (4096, str(CHANNEL))
        button = message["components"][0]["components"][0]
        assert button["custom_id"] == f"v2.{button_id('/dinnerlist')}"


async def test_a_copy_after_an_error_is_no_second_message() -> None:
    """The nonce is the row's own."""
    async with DiscordStandIn(lambda: 0.0) as standin:
        standin.posts.channels.add(CHANNEL)
        standin.posts.fail_after = 1
        out = sender(standin)
        first = await out.send(delivery())
        again = await out.send(replace(delivery(), resent=True))
        await out.close()
        assert classify(first) is Verdict.AMBIGUOUS
        assert classify(again) is Verdict.SENT
        assert len(standin.posts.messages) == 1


async def test_edits_and_pins_name_the_message() -> None:
    """Without the right to pin only the pin ends."""
    async with DiscordStandIn(lambda: 0.0) as standin:
        standin.posts.channels.add(CHANNEL)
        out = sender(standin)
        number = (await out.send(delivery())).message_id
        edit = delivery(EDIT)
        body = {**edit.part.body, "embeds": [{"title": "Close", "description": "better"}]}
        edit = replace(edit, message_id=number, part=replace(edit.part, body=body))
        assert classify(await out.send(edit)) is Verdict.SENT
        assert number is not None
        assert standin.posts.messages[number]["embeds"][0]["description"] == "better"
        pin = replace(delivery(PIN), message_id=number)
        assert classify(await out.send(pin)) is Verdict.SENT
        standin.posts.may_pin = False
        assert classify(await out.send(pin)) is Verdict.MESSAGE_BAD
        lost = replace(edit, message_id=1)
        assert classify(await out.send(lost)) is Verdict.MESSAGE_BAD
        await out.close()


async def test_a_channel_that_is_gone_is_gone() -> None:
    """Its orders rest."""
    async with DiscordStandIn(lambda: 0.0) as standin:
        out = sender(standin)
        assert classify(await out.send(delivery())) is Verdict.CHAT_GONE
        await out.close()


async def test_two_buttons_of_one_line_are_one() -> None:
    """Discord refuses a message in which an id stands twice."""
    same = Button("Dinner", "/dinnerlist")
    reply = Reply("Close", (paragraph("TAIEX"),), ((same, Button("Index", "/index")), (same,)))
    push = DiscordPusher("discord:1", registry, FakeClock()).push(reply, "en")
    assert [button.line for button in push.buttons] == ["/dinnerlist", "/index"]
    async with DiscordStandIn(lambda: 0.0) as standin:
        standin.posts.channels.add(CHANNEL)
        out = sender(standin)
        assert classify(await out.send(delivery(body=push.bodies[0]))) is Verdict.SENT
        await out.close()


async def test_a_long_answer_is_read_whole() -> None:
    """It arrives in many pieces; one that never ends is given up."""

    async def answer(request: web.Request) -> web.Response:
        """Return a message as long as the channel's number says."""
        padding = "x" * int(request.match_info["channel"])
        return web.json_response({"id": "5", "padding": padding})

    app = web.Application()
    app.router.add_post("/channels/{channel}/messages", answer)
    async with TestServer(app, host="127.0.0.1") as server:
        out = DiscordSender(DiscordSettings("t", str(server.make_url("/"))))
        whole, endless = delivery(topic=500_000), delivery(topic=2_000_000)
        assert (await out.send(whole)).message_id == 5
        assert classify(await out.send(endless)) is Verdict.AMBIGUOUS
        await out.close()


async def test_nobody_there_is_not_sent() -> None:
    """A closed port took nothing."""
    out = DiscordSender(DiscordSettings("t", "http://127.0.0.1:9/api/v10"))
    assert classify(await out.send(delivery())) is Verdict.NOT_SENT
    await out.close()


@pytest.mark.parametrize(("headers", "least"), [({"Via": "1.1 google"}, 1.5), ({}, 600.0)])
def test_a_ban_waits_ten_minutes(headers: dict[str, str], least: float) -> None:
    """Without a Via header the answer is of Discord's edge."""
    answer = read_answer(429, headers, b'{"retry_after": 1.5}')
    assert classify(answer) is Verdict.THROTTLED
    assert answer.retry_after == least


@pytest.mark.parametrize(
    ("status", "payload", "verdict"),
    [
        (403, b"<html>blocked</html>", Verdict.NOT_SENT),  # the edge's words, not Discord's
        (403, b'{"code": 50013}', Verdict.CHAT_GONE),
        (403, b'{"code": 0, "message": "403: Forbidden"}', Verdict.MESSAGE_BAD),
        (401, b'{"code": 0, "message": "401: Unauthorized"}', Verdict.BOT_REFUSED),
        (404, b'{"code": 0, "message": "404: Not Found"}', Verdict.MESSAGE_BAD),
        (400, b'{"code": 50035, "message": "Invalid Form Body"}', Verdict.OUR_BUG),
        (400, b'{"code": true}', Verdict.MESSAGE_BAD),
        (200, b"not JSON", Verdict.AMBIGUOUS),
        (500, b"", Verdict.AMBIGUOUS),
        (204, b"", Verdict.SENT),
    ],
)
def test_every_answer_has_its_verdict(status: int, payload: bytes, verdict: Verdict) -> None:
    """Discord's own codes decide; a bare HTTP status pauses no chat."""
    assert classify(read_answer(status, {}, payload)) is verdict


@pytest.mark.parametrize(
    ("headers", "payload", "seconds"),
    [
        ({"Retry-After": "7"}, b"", 7.0),
        ({"X-RateLimit-Reset-After": "2.5"}, b'{"retry_after": NaN}', 2.5),
        ({}, b'{"retry_after": true}', 1.0),
    ],
)
def test_a_wait_is_read_wherever_it_is(
    headers: dict[str, str], payload: bytes, seconds: float
) -> None:
    """In the body, else in a header; nonsense is passed over."""
    assert read_answer(429, {"Via": "1.1 google", **headers}, payload).retry_after == seconds


def test_nonces_are_short_and_differ() -> None:
    """By row and by kind."""
    big = delivery(number=2**62)
    assert len(nonce_of(big)) <= 25
    assert nonce_of(big) != nonce_of(replace(big, id=1))
    assert nonce_of(big) != nonce_of(delivery(number=2**62, kind=Kind.CORRECTION))


def test_an_account_is_named_by_its_id() -> None:
    """The token begins with it; of anything else a hash stands for it."""
    assert DiscordSettings("MTIzNDU2.x.y").bot == "discord:123456"
    assert DiscordSettings("canary").bot.startswith("discord:")
    assert "canary" not in DiscordSettings("canary").bot

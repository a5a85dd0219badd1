"""What is sent to the page: events over a connection that stays open."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.core.pushing import Place, Shown
from bot.core.replies import Reply, paragraph
from bot.core.sending import PUSH, Delivery, Part
from bot.platforms.web import board
from bot.platforms.web.board import event, place_in
from bot.platforms.web.pushing import WebPusher, WebSender
from bot.platforms.web.settings import WebSettings
from tests.platforms.web.serving import KnownPushes, Served, StillClock, serving

NOW = StillClock().now()


class HeldClock(StillClock):
    """A clock whose sleepers wake when the test lets them."""

    def __init__(self) -> None:
        """Let nobody wake yet."""
        super().__init__()
        self.passing = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Wait for the test."""
        del seconds
        await self.passing.wait()
        self.passing.clear()


def shown(number: int, message: int, words: str, at: datetime = NOW) -> Shown:
    """Return a push, or the edit of one."""
    return Shown(Place(at, number), message, {"html": f"<p>{words}</p>", "text": words})


@asynccontextmanager
async def listening(page: Served, left_off: str = "") -> AsyncIterator[aiohttp.StreamReader]:
    """Listen as a browser does."""
    headers = {"Last-Event-ID": left_off} if left_off else {}
    async with page.session.get(f"{page.url}/api/pushes", headers=headers) as response:
        assert response.status == 200
        assert response.content_type == "text/event-stream"
        yield response.content


async def heard(stream: aiohttp.StreamReader) -> tuple[str, dict[str, Any]]:
    """Return the next event's id and data."""
    event_id = ""
    async for line in stream:
        name, _, value = line.decode().strip().partition(": ")
        if name == "id":
            event_id = value
        if name == "data":
            return event_id, json.loads(value)
    raise EOFError


async def test_a_listener_hears_what_comes_and_goes_on_where_it_left_off() -> None:
    """An edit bears the push's own number; one from before yesterday is not told."""
    pushes, clock = KnownPushes([shown(1, 1, "old", NOW - timedelta(days=2))]), HeldClock()
    pushes.sent.append(shown(7, 7, "first"))
    async with serving(clock=clock, pushes=pushes) as page:
        async with listening(page) as stream:
            first, said = await heard(stream)
            assert (said["message"], said["text"]) == (7, "first")
            # Sent later under a smaller id: a digest leaves before an edit.
            pushes.sent.append(shown(5, 7, "better", NOW + timedelta(seconds=1)))
            clock.passing.set()
            _, said = await heard(stream)
            assert (said["message"], said["html"]) == (7, "<p>better</p>")
        async with listening(page, first) as stream:
            assert (await heard(stream))[1]["text"] == "better"


async def test_the_stream_ends_when_the_server_stops() -> None:
    """Whoever listens is let go at once, not cut off."""
    pushes, clock = KnownPushes([shown(1, 1, "a")]), HeldClock()
    async with serving(clock=clock, pushes=pushes) as page, listening(page) as stream:
        await heard(stream)
        await page.stop()
        with pytest.raises(EOFError):
            await heard(stream)


async def test_too_many_listeners_are_asked_to_come_back() -> None:
    """Who leaves makes room."""
    pushes, clock = KnownPushes([shown(1, 1, "a")]), HeldClock()
    async with serving(clock=clock, pushes=pushes) as page:
        async with AsyncExitStack() as listeners:
            for _ in range(board.MOST_LISTENERS):
                await heard(await listeners.enter_async_context(listening(page)))
            async with page.session.get(f"{page.url}/api/pushes") as refused:
                assert (refused.status, refused.headers["Retry-After"]) == (503, "30")
        while True:
            clock.passing.set()
            async with page.session.get(f"{page.url}/api/pushes") as again:
                if again.status == 200:
                    break


async def test_nobody_listens_without_the_token() -> None:
    """The route is guarded like the others."""
    async with (
        serving(WebSettings(access_token="let-me-in")) as page,
        page.session.get(f"{page.url}/api/pushes") as response,
    ):
        assert response.status == 401


def test_an_events_id_is_read_back() -> None:
    """Anything else is no place."""
    one = shown(7, 7, "a", NOW.replace(microsecond=123456))
    first_line = event(one).decode().partition("\n")[0]
    assert place_in(first_line.removeprefix("id: ")) == one.place
    for nonsense in ("", "7", "-1-2", "1-", "9" * 17 + "-1", "１-２"):
        assert place_in(nonsense) is None


async def test_a_push_is_laid_out_and_settled() -> None:
    """As the page shows answers, and as text for scripts."""
    (body,) = WebPusher().push(Reply("Close <b>", (paragraph("TAIEX"),)), "en").bodies
    assert "<h3>Close &lt;b&gt;</h3>" in str(body["html"])
    assert body["text"] == "Close <b>\nTAIEX"
    answer = await WebSender().send(Delivery(7, Part("k", "web", 0, PUSH, body), 1, 1))
    assert (answer.kind, answer.message_id) == ("ok", 7)

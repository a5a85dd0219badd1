"""`GET /api/pushes`: what was sent to the page, as server-sent events."""

import asyncio
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Final

from aiohttp import hdrs, web

from bot.core.clock import Clock
from bot.core.errors import UpstreamError
from bot.core.pictures import picture_in
from bot.core.pushing import Place, Pushes, Shown
from bot.platforms.web.gallery import Gallery
from bot.platforms.web.pushing import BOT

DAY: Final = timedelta(days=1)
"""How far back a listener is told what it missed."""
MOST_LISTENERS: Final = 32
MOST_AT_ONCE: Final = 50
EVERY_SECONDS: Final = 2.0
"""How often the store is looked at."""
SETTLING: Final = timedelta(minutes=1)
"""What is found to be sent now was sent this long ago at most, by any process's clock."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EVENT_ID: Final = re.compile(r"([0-9]{1,16})-([0-9]{1,18})")


class Board:
    """Tell listeners what comes, from where they left off, until they leave or the server does."""

    def __init__(self, pushes: Pushes, clock: Clock, gallery: Gallery) -> None:
        """Read these pushes and hang their pictures; nobody listens yet."""
        self._pushes = pushes
        self._gallery = gallery
        self._clock = clock
        self._listeners = 0
        self._closing = asyncio.Event()

    async def close(self, _app: web.Application) -> None:
        """Let every listener go."""
        self._closing.set()

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Keep one listener; too many are asked to come back."""
        if self._listeners >= MOST_LISTENERS:
            raise web.HTTPServiceUnavailable(
                headers={hdrs.RETRY_AFTER: "30"}, text="Too many pages listen.\n"
            )
        self._listeners += 1
        try:
            return await self._listening(request)
        finally:
            self._listeners -= 1

    async def _listening(self, request: web.Request) -> web.StreamResponse:
        """Begin the answer and write to it until it ends; the browser comes back by itself."""
        response = web.StreamResponse(headers={hdrs.CONTENT_TYPE: "text/event-stream"})
        try:
            await response.prepare(request)
            await self._tell(response, self._begin(request))
        except (ConnectionError, UpstreamError):
            """The listener is gone, or the store is: nothing more can be said here."""
        return response

    def _begin(self, request: web.Request) -> Place:
        """Return where a listener left off: at most a day ago, and there if it does not say."""
        earliest = Place(self._clock.now() - DAY, 0)
        left_off = request.headers.get("Last-Event-ID") or request.query.get("after", "")
        return max(earliest, place_in(left_off) or earliest)

    async def _tell(self, response: web.StreamResponse, after: Place) -> None:
        """Write what is there and then what comes; an empty line finds out who has left."""
        while not self._closing.is_set():
            shown = await self._pushes.since(BOT, after, MOST_AT_ONCE)
            for one in shown:
                self._gallery.hang(picture_in(one.body))
            await response.write(b"".join([b":\n\n", *map(event, shown)]))
            # Looking back no further than needed keeps a look cheap on a busy day.
            after = shown[-1].place if shown else max(after, self._settled())
            if len(shown) < MOST_AT_ONCE:
                await self._nap()

    def _settled(self) -> Place:
        """Return a place before which nothing more can come."""
        return Place(self._clock.now() - SETTLING, 0)

    async def _nap(self) -> None:
        """Wait until the next look, or until the server stops."""
        waits = {
            asyncio.ensure_future(self._closing.wait()),
            asyncio.ensure_future(self._clock.sleep(EVERY_SECONDS)),
        }
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waits:
                one.cancel()


def event(shown: Shown) -> bytes:
    """Write one push as an event; its id is where to go on from."""
    at, number = shown.place
    told = {
        "message": shown.message,
        "at": at.isoformat(),
        "html": shown.body.get("html", ""),
        "text": shown.body.get("text", ""),
    }
    microseconds = (at - _EPOCH) // timedelta(microseconds=1)
    data = json.dumps(told, ensure_ascii=False)
    return f"id: {microseconds}-{number}\ndata: {data}\n\n".encode()


def place_in(event_id: str) -> Place | None:
    """Read an event's id; None where it is not one of ours."""
    found = _EVENT_ID.fullmatch(event_id)
    if found is None:
        return None
    return Place(_EPOCH + timedelta(microseconds=int(found[1])), int(found[2]))

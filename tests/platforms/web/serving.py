"""The page's server on a free port of loopback, over a core that answers what the test says."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, cast

import aiohttp
from aiohttp import web

from bot.core.core import Core
from bot.core.parameters import Choice
from bot.core.pictures import Painter
from bot.core.principals import Chat
from bot.core.pushing import Place, Pushes, Shown
from bot.core.registry import Registry
from bot.core.replies import Button, Fault, Reply, Span, Tone, paragraph
from bot.core.requests import Request
from bot.core.values import CommandWord
from bot.platforms.web.server import application
from bot.platforms.web.settings import Gauge, WebSettings
from tests.picture_fakes import ScriptedPainter, wall

XSS = '<img src=x onerror="alert(1)">'


async def said(text: Annotated[CommandWord | None, "a text"] = None) -> Reply:
    """Repeat a text.

    /say hello
    """
    return Reply(text or "")


class StillClock:
    """A clock that moves only when a test moves it."""

    def __init__(self) -> None:
        """Begin at the founding day's close."""
        self.seconds = 0.0

    def now(self) -> datetime:
        """Return the founding day."""
        return datetime(2025, 2, 3, 6, tzinfo=UTC)

    def monotonic(self) -> float:
        """Return the seconds that the test has let pass."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.seconds += seconds


class SmallCore:
    """A core with one command, `/say`, that repeats the line."""

    def __init__(self) -> None:
        """Remember what was asked."""
        self.asked: list[Request] = []
        self.registry = Registry()
        self.registry.command("say", "說")(said)

    async def answer(self, request: Request) -> Reply | None:
        """Repeat the line as title, text and button."""
        self.asked.append(request)
        if request.text == "/nothing":
            return None
        if request.text == "/fault":
            return Reply("No", fault=Fault("asker", "No", "Try /say"))
        if request.text == "/crash":
            raise RuntimeError("cAnArY-7351")
        if request.text == "/wall":
            return Reply("Dinner", wall=wall())
        line = (Span("▼65（-5.73%）", Tone.DOWN, strong=True),)
        button = Button(request.text, request.text)
        return Reply(request.text, (paragraph(request.text, line),), ((button,),), command="say")

    async def language(self, chat: Chat, hint: str | None = None) -> str:
        """Speak what the browser wants, else zh-TW."""
        assert chat.platform == "web"
        return hint or "zh-TW"

    def complete(self, command: str, parameter: str, typed: str, language: str) -> list[Choice]:
        """Offer one value that names what was asked for."""
        return [Choice(f"{command} {parameter} {language}", typed)]


@dataclass
class KnownHealth:
    """A health that the test decides."""

    parts: dict[str, bool] = field(default_factory=lambda: {"store": True})

    async def ready(self) -> Mapping[str, bool]:
        """Return the parts."""
        return self.parts

    async def gauges(self) -> Sequence[Gauge]:
        """Return a few numbers; one is not known."""
        named = [Gauge("outbox_waiting", 3, {"platform": each}) for each in ("console", 'a"\\\n')]
        return [*named, Gauge("last_seconds", 1763999999.5), Gauge("nothing", None)]


@dataclass
class Served:
    """A running server and a browser's session with it."""

    port: int
    core: SmallCore
    health: KnownHealth
    clock: StillClock
    session: aiohttp.ClientSession
    runner: web.AppRunner

    async def stop(self) -> None:
        """Stop the server."""
        await self.runner.cleanup()

    @property
    def url(self) -> str:
        """Return the page's address."""
        return f"http://127.0.0.1:{self.port}"

    async def token(self) -> str:
        """Open the page and return the token it carries."""
        async with self.session.get(f"{self.url}/") as response:
            found = re.search('name="banquet-token" content="([^"]+)"', await response.text())
        assert found
        return found[1]

    async def headers(self, **more: str) -> dict[str, str]:
        """Return the headers of the page's own questions."""
        return {
            "X-Banquet-Token": await self.token(),
            "Origin": self.url,
            **{name.replace("_", "-"): value for name, value in more.items()},
        }

    async def raw(self, head: str, body: bytes = b"") -> bytes:
        """Send bytes as they are and return everything that comes back."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(head.replace("\n", "\r\n").encode() + body)
        try:
            return await asyncio.wait_for(reader.read(), 5)
        finally:
            writer.close()
            await writer.wait_closed()


@dataclass
class KnownPushes:
    """Pushes that the test decides."""

    sent: list[Shown] = field(default_factory=list)

    async def since(self, bot: str, after: Place, limit: int) -> Sequence[Shown]:
        """Return those after a place."""
        assert bot == "web"
        return [one for one in self.sent if one.place > after][:limit]


@asynccontextmanager
async def serving(
    settings: WebSettings | None = None,
    core: object = None,
    clock: StillClock | None = None,
    pushes: Pushes | None = None,
    painter: Painter | None = None,
) -> AsyncIterator[Served]:
    """Run the server while the block runs."""
    clock, health, small = clock or StillClock(), KnownHealth(), SmallCore()
    answering = cast("Core", core or small)
    known, sent = settings or WebSettings(), pushes or KnownPushes()
    app = application(known, answering, health, clock, sent, painter or ScriptedPainter())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, lingering_time=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port: int = runner.addresses[0][1]
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        yield Served(port, small, health, clock, session, runner)
    await runner.cleanup()

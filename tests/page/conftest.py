"""A real Chromium in front of a real core with the bundled figures."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, ConsoleMessage, Error, Page, async_playwright
from playwright.async_api import TimeoutError as PageTimeout

from bot.app import Banquet, assemble
from bot.config import load
from bot.core.clock import TAIPEI, ShiftedClock
from bot.painting import painter
from bot.platforms.web.server import application
from bot.platforms.web.settings import WebSettings
from tests.offline import OFFLINE
from tests.platforms.web.serving import KnownHealth

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@asynccontextmanager
async def page_served(banquet: Banquet, port: int = 0) -> AsyncIterator[int]:
    """Serve the page of a Banquet; give its port."""
    settings = WebSettings(asks_at_once=200, pages_at_once=100_000)
    core, clock, pushes = banquet.core, banquet.clock, banquet.store.pushes
    app = application(settings, core, KnownHealth(), clock, pushes, painter())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, reuse_address=True).start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@asynccontextmanager
async def assembled(folder: Path) -> AsyncIterator[Banquet]:
    """Put a Banquet together a year after the founding day."""
    clock = ShiftedClock(datetime(2026, 3, 2, 18, tzinfo=TAIPEI))
    whole = await assemble(load(None, OFFLINE | {"BANQUET_BOT__DATA_DIR": str(folder)}), clock)
    yield whole
    await whole.close()


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def banquet(tmp_path_factory: Any) -> AsyncIterator[Banquet]:
    """Share one Banquet among the tests, which only ask."""
    async with assembled(tmp_path_factory.mktemp("page")) as whole:
        yield whole


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def url(banquet: Banquet) -> AsyncIterator[str]:
    """Serve the page and return its address."""
    async with page_served(banquet) as port:
        yield f"http://127.0.0.1:{port}/"


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """Start the browser once for all tests of this folder."""
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        await started.close()


@dataclass
class Visit:
    """One person's visit: the page, and what the browser complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def heard(self, said: ConsoleMessage) -> None:
        """Note what stands in the browser's console; nothing should."""
        self.complaints.append(said.text)

    def failed(self, error: Error) -> None:
        """Note an error that no script caught."""
        self.complaints.append(str(error))

    async def ask(self, line: str) -> None:
        """Type a line and send it; wait for one more answer."""
        answers = self.page.locator(".answer")
        before = await answers.count()
        await self.page.fill("#line", line)
        await self.page.press("#line", "Enter")
        await answers.nth(before).wait_for()

    async def overflow(self) -> int:
        """Return by how many pixels something stands out of the window on the right."""
        widest: int = await self.page.evaluate(
            "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth,"
            " document.getElementById('log').scrollWidth) - innerWidth"
        )
        return widest


async def opened(page: Page, url: str) -> Visit:
    """Open the page and wait until its scripts have run."""
    visit = Visit(page)
    page.on("console", visit.heard)
    page.on("pageerror", visit.failed)
    for patience in (5_000, 5_000, 20_000):
        await page.goto(url)
        try:
            await page.locator("html[data-ready]").wait_for(state="attached", timeout=patience)
        except PageTimeout:
            # All tests share one address, and the server lets one address call only so often.
            visit.complaints.clear()
            continue
        return visit
    raise AssertionError("the page's scripts did not run")


@asynccontextmanager
async def visiting(browser: Browser, url: str, **options: Any) -> AsyncIterator[Visit]:
    """Visit with a clean browser of one's own; it must not complain until the end."""
    context = await browser.new_context(**({"locale": "zh-TW"} | options))
    context.set_default_timeout(20_000)
    visit = await opened(await context.new_page(), url)
    yield visit
    assert visit.complaints == []
    await context.close()


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def window(browser: Browser) -> AsyncIterator[Page]:
    """Open one window that most tests share, one after the other: a new one takes long."""
    context = await browser.new_context(locale="zh-TW")
    context.set_default_timeout(20_000)
    yield await context.new_page()
    await context.close()


@asynccontextmanager
async def borrowing(window: Page, url: str, width: int, height: int) -> AsyncIterator[Visit]:
    """Visit with the shared window, and leave nothing behind in it."""
    await window.set_viewport_size({"width": width, "height": height})
    visit = await opened(window, url)
    yield visit
    window.remove_listener("console", visit.heard)
    window.remove_listener("pageerror", visit.failed)
    await window.evaluate("localStorage.clear()")
    await window.context.clear_cookies()
    await window.unroute_all()
    assert visit.complaints == []


@pytest_asyncio.fixture(loop_scope="package")
async def desk(window: Page, url: str) -> AsyncIterator[Visit]:
    """Visit with a wide window."""
    async with borrowing(window, url, 1280, 800) as visit:
        yield visit


@pytest_asyncio.fixture(loop_scope="package")
async def phone(window: Page, url: str) -> AsyncIterator[Visit]:
    """Visit with a phone's window."""
    async with borrowing(window, url, 390, 844) as visit:
        yield visit

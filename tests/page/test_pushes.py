"""What is sent to the page by itself."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from bot.app import Banquet
from bot.core.replies import Reply, paragraph
from bot.core.sending import EDIT, PUSH, Kind, Part
from bot.platforms.web.pushing import BOT, WebPusher, WebSender
from bot.sending import Account, Outgoing
from tests.page.conftest import Visit, assembled, borrowing, page_served

pytestmark = [pytest.mark.page, pytest.mark.slow, pytest.mark.asyncio(loop_scope="package")]


@dataclass
class Arriving:
    """A phone's visit to a page of its own Banquet, and the way to send to it."""

    phone: Visit
    banquet: Banquet
    wake: Callable[[], None]

    @property
    def shown(self) -> Locator:
        """Return what arrived by itself."""
        return self.phone.page.locator("#log .push")

    async def send(self, key: str, words: str, edits: int | None = None) -> None:
        """Send a digest, or what takes the place of one."""
        (body,) = WebPusher().push(Reply("收盤摘要", (paragraph(words),)), "zh-TW").bodies
        method, kind = (PUSH, Kind.DIGEST) if edits is None else (EDIT, Kind.EDIT)
        await self.banquet.store.outbox.add(
            [Part(key, BOT, 0, method, body, kind=kind, edits=edits)]
        )
        self.wake()

    async def number(self) -> int:
        """Return the row of the one push that is shown."""
        return int(await self.shown.get_attribute("data-message") or "")


async def nothing() -> None:
    """Close nothing."""


@pytest_asyncio.fixture(loop_scope="package")
async def arriving(window: Page, tmp_path: Path) -> AsyncIterator[Arriving]:
    """Serve a Banquet that no other test looks at."""
    async with assembled(tmp_path) as banquet, page_served(banquet) as port:
        outgoing = Outgoing(banquet.store, banquet.config, banquet.clock)
        async with (
            outgoing.sent_alone(Account(BOT, WebSender(), nothing)) as wake,
            borrowing(window, f"http://127.0.0.1:{port}/", 390, 844) as phone,
        ):
            yield Arriving(phone, banquet, wake)


async def test_a_push_appears_with_a_mark_and_its_time(arriving: Arriving) -> None:
    """Nobody asked, so it stands where answers stand, and nothing runs over the edge."""
    await arriving.send("s1:2026-03-02:0", "加權指數 22,694.71 " + "很長的一行" * 40)

    await expect(arriving.shown).to_have_count(1)
    await expect(arriving.shown.locator(".arrival")).to_contain_text("推播 18:")
    await expect(arriving.shown.locator("h3")).to_have_text("收盤摘要")
    await expect(arriving.phone.page.locator("#welcome")).to_be_hidden()
    assert await arriving.phone.overflow() <= 0


async def test_an_edit_takes_the_place_of_its_push(arriving: Arriving) -> None:
    """A page that is opened later shows the newest state, once."""
    await arriving.send("s1:2026-03-02:0", "加權指數 22,694.71")
    await expect(arriving.shown).to_have_count(1)
    await arriving.send("s1:2026-03-02:0:e1", "加權指數 22,694.72", await arriving.number())
    for _ in range(2):
        await expect(arriving.shown).to_contain_text("22,694.72")
        await expect(arriving.shown).to_have_count(1)
        await arriving.phone.page.reload()

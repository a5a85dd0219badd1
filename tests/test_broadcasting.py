"""A confirmed broadcast leaves for every configured platform, laid out as it lays out pushes."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Banquet, assemble
from bot.broadcasting import Broadcaster
from bot.config import load
from bot.core.audit import Author
from bot.core.broadcasts import read_text
from bot.core.principals import Chat, ChatKind
from tests.fakes import FakeClock
from tests.offline import OFFLINE
from tests.standins.telegram.world import TOKEN
from tests.storage.rows import select

SETTINGS = {"BANQUET_TELEGRAM__TOKEN": TOKEN, "BANQUET_BOT__LANGUAGE": "en"}


@pytest.fixture
async def banquet(tmp_path: Path) -> AsyncIterator[Banquet]:
    """Return a Banquet on Telegram alone."""
    config = load(None, OFFLINE | SETTINGS).in_directory(tmp_path)
    opened = await assemble(config, FakeClock())
    yield opened
    await opened.close()


async def test_what_was_confirmed_leaves_once(banquet: Banquet) -> None:
    """In the operator's language where a chat chose none; a platform without a token gets none."""
    store, now = banquet.store, banquet.clock.now()
    for platform, number in (("telegram", -5), ("discord", 6)):
        await store.chat_life.heard(Chat(platform, number, ChatKind.PRIVATE), now)
    look = Broadcaster(banquet).look
    assert await look() == 0
    number = await store.broadcasts.draft(read_text("zh: 更新 en: Update <now> & here"), now)
    assert await look() == 0
    assert await store.broadcasts.send(number, Author("telegram:1", now))
    assert await look() == 1
    assert await look() == 0
    [(chat, body, kind)] = await select(
        store, "SELECT chat, body, kind FROM outbox JOIN content ON hash = content"
    )
    assert (chat, kind) == (-5, "broadcast")
    assert "Update &lt;now&gt; &amp; here" in json.loads(str(body))["text"]

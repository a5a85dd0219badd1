"""Chats, buttons, notes, and what is forgotten when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.ports import Arrival, Handled
from bot.core.principals import Chat
from storage.retention import forget_old
from storage.store import Store
from tests.fakes import TODAY, FakeClock
from tests.storage.rows import BOT, button, outcome, part, select


async def test_a_chat_keeps_its_latest_choice(store: Store) -> None:
    """A choice that is dealt with late does not win over a newer one."""
    chat = Chat("telegram", -(2**53) - 1)
    assert await store.chats.language(chat) is None
    await store.chats.set_language(chat, "en", TODAY)
    await store.chats.set_language(chat, "zh-TW", TODAY - timedelta(seconds=1))
    assert await store.chats.language(chat) == "en"
    await store.chats.set_language(chat, "zh-TW", TODAY + timedelta(seconds=1))
    assert await store.chats.language(chat) == "zh-TW"
    assert await store.chats.language(Chat("discord", chat.id)) is None


async def test_a_naive_time_is_refused(store: Store) -> None:
    """Without a zone nobody knows which instant is meant."""
    with pytest.raises(ValueError, match="aware"):
        await store.buttons.keep([replace(button("v1.a"), expires_at=datetime(2025, 2, 3))])  # noqa: DTZ001 - the point


async def test_a_button_is_found_expired_or_not(store: Store) -> None:
    """Times come back as the same instant, aware, in UTC."""
    await store.buttons.keep([button("v1.a")])
    found = await store.buttons.find("v1.a")
    assert found == button("v1.a")
    assert found.expires_at.tzinfo is UTC
    assert await store.buttons.find("v1.b") is None


async def test_a_note_is_replaced(store: Store) -> None:
    """The last text counts."""
    assert await store.notes.read("menu") is None
    await store.notes.write("menu", "one")
    await store.notes.write("menu", "two")
    assert await store.notes.read("menu") == "two"


async def _counts(store: Store) -> list[int]:
    """Count the rows of the tables that are cleaned."""
    tables = ("inbox", "outbox", "content", "buttons")
    return [int(str((await select(store, f"SELECT COUNT(*) FROM {t}"))[0][0])) for t in tables]  # noqa: S608 - names above


async def test_old_rows_are_forgotten_in_time(store: Store, clock: FakeClock) -> None:
    """Updates after 7 days, messages after 30, buttons 7 days past their end; open rows never."""
    await store.inbox.keep(BOT, [Arrival(1, "{}", TODAY), Arrival(2, "{}", TODAY)])
    await store.inbox.settle(BOT, [Handled(1, [part("a"), part("b", 6, "b")], [button("v1.a")])])
    sent, _open = await store.outbox.turn(BOT, [], 2, clock.now())
    await store.outbox.turn(BOT, [outcome(sent)], 0, clock.now())
    assert await forget_old(store.database, TODAY + timedelta(days=6)) == 0
    assert await _counts(store) == [2, 2, 2, 1]
    await forget_old(store.database, TODAY + timedelta(days=8))
    assert await _counts(store) == [1, 2, 2, 0]
    await forget_old(store.database, TODAY + timedelta(days=31))
    assert await _counts(store) == [1, 1, 1, 0]


async def test_forgetting_goes_batch_by_batch(store: Store) -> None:
    """More than a batch goes in one call all the same."""
    await store.buttons.keep([button(f"v1.{n}") for n in range(2_300)])
    assert await forget_old(store.database, TODAY + timedelta(days=8)) == 2_300

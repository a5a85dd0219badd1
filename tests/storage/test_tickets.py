"""Links into a private chat, on each database: once, for one person, for ten minutes."""

import asyncio
from datetime import timedelta

from bot.core.principals import Chat, ChatKind, Principal
from bot.core.tickets import LASTING, Ticket
from storage.store import Store
from tests.fakes import TODAY
from tests.storage.rows import select

TICKET = Ticket("settings", Chat("telegram", -100123, ChatKind.GROUP, 7))
ANN, BEN = Principal("telegram", 1), Principal("telegram", 2)


async def test_used_once(store: Store) -> None:
    """Of many at once one gets it; another person gets nothing and uses nothing up."""
    token = await store.tickets.issue(TICKET, ANN, TODAY)
    assert await store.tickets.redeem(token, BEN, TODAY) is None
    found = await asyncio.gather(*(store.tickets.redeem(token, ANN, TODAY) for _ in range(10)))
    assert [one for one in found if one] == [TICKET]


async def test_for_ten_minutes(store: Store) -> None:
    """Then it is none, and a later one clears it away."""
    token = await store.tickets.issue(TICKET, ANN, TODAY)
    late = TODAY + LASTING
    assert await store.tickets.redeem(token, ANN, late) is None
    await store.tickets.issue(TICKET, ANN, late + timedelta(seconds=1))
    assert len(await select(store, "SELECT * FROM tickets")) == 1


async def test_only_a_hash_is_kept(store: Store) -> None:
    """Who reads the table can open nothing; a token fits a link."""
    token = await store.tickets.issue(TICKET, ANN, TODAY)
    rows = await select(store, "SELECT * FROM tickets")
    assert token not in str(rows)
    assert len(token) == 32
    assert token.replace("-", "").replace("_", "").isalnum()

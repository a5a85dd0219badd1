"""Look-ups of shards on PostgreSQL, and what a frozen process holds."""

from collections.abc import AsyncIterator, Callable
from contextlib import closing

import psycopg
import pytest

from bot.core.clock import SystemClock
from storage.engine import SESSIONS, open_store
from storage.shards import StoredShards, lease_of
from storage.store import Store
from tests.storage.rows import BOT, part, select

CLOCK = SystemClock()
HOLD = "INSERT INTO notes (key, text) VALUES (%s, %s)"


@pytest.fixture
def url(postgres: Callable[[], str]) -> str:
    """Return the URL of PostgreSQL."""
    return postgres()


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """Return a store by the real clock, as the database's is."""
    opened = await open_store(url, CLOCK)
    yield opened
    await opened.close()


async def test_shards_are_looked_up_by_what_they_hold(store: Store) -> None:
    """Rows to send, rows in flight, rows for later, another account's rows, and who sends them."""
    shards = StoredShards(store.database)
    assert await shards.busy(BOT) == set()
    await store.outbox.add([part("a", chat=1), part("b", chat=-18), part("c", chat=3)])
    await store.outbox.turn(BOT, [], 8, CLOCK.now(), shards={2})
    await select(
        store,
        "UPDATE outbox SET not_before = now() + interval '1 hour' WHERE chat = 3 RETURNING id",
    )
    assert await shards.busy(BOT) == await shards.orphaned(BOT) == {1, 2}
    assert await shards.flying(BOT) == {2}
    assert await store.leases.take(lease_of(BOT, 1), "a", 8.0) == 1
    assert await shards.orphaned(BOT) == {2}
    assert await shards.busy("telegram:999") == set()


async def test_a_frozen_process_is_relieved_of_its_rows(store: Store, url: str) -> None:
    """Also where the server's own timer was stopped, as executemany does; others are left alone."""
    plain = url.replace("+psycopg", "")
    with (
        closing(psycopg.connect(plain, application_name=SESSIONS)) as frozen,
        closing(psycopg.connect(plain, application_name="another program")) as other,
    ):
        frozen.cursor().executemany(HOLD, [("a", "1"), ("b", "2")])
        other.cursor().executemany(HOLD, [("c", "1"), ("d", "2")])
        shards = StoredShards(store.database)
        assert await shards.end_frozen() == 0, "it may only be slow"
        assert await shards.end_frozen(seconds=0) == 1
        await store.notes.write("a", "free")
        assert other.execute("SELECT 1").fetchone() == (1,)

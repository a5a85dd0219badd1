"""Updates are kept once, oldest first, and settled whole."""

import asyncio

import pytest

from bot.core.ports import Arrival, Handled
from storage.store import Store
from tests.fakes import TODAY
from tests.storage.rows import BOT, button, part, select, states


def _arrival(number: int, payload: str = "{}") -> Arrival:
    """Return an update."""
    return Arrival(number, payload, TODAY)


async def test_an_id_is_kept_once_per_bot(store: Store) -> None:
    """The same update again changes nothing; another bot has ids of its own."""
    assert await store.inbox.keep(BOT, [_arrival(1), _arrival(2), _arrival(1)]) == 2
    assert await store.inbox.keep(BOT, [_arrival(2, "other"), _arrival(3)]) == 1
    assert await store.inbox.keep("telegram:2", [_arrival(1)]) == 1
    assert [one.payload for one in await store.inbox.waiting(BOT, 9)] == ["{}", "{}", "{}"]


async def test_the_same_update_five_times_at_once_is_one(store: Store) -> None:
    """Concurrent copies count as one arrival."""
    kept = await asyncio.gather(*(store.inbox.keep(BOT, [_arrival(1)]) for _ in range(5)))
    assert sum(kept) == 1


async def test_waiting_updates_come_oldest_first(store: Store) -> None:
    """The limit cuts the newest off."""
    await store.inbox.keep(BOT, [_arrival(3), _arrival(1), _arrival(2)])
    assert [one.id for one in await store.inbox.waiting(BOT, 2)] == [1, 2]
    assert (await store.inbox.waiting(BOT, 1))[0].received_at == TODAY


async def test_settling_adds_parts_and_buttons_once(store: Store) -> None:
    """Settling a second time, as after a cut commit, adds nothing."""
    await store.inbox.keep(BOT, [_arrival(1), _arrival(2)])
    handled = [Handled(1, [part("u1:0"), part("u1:1")], [button("v1.a")]), Handled(2)]
    await store.inbox.settle(BOT, handled)
    await store.inbox.settle(BOT, handled)
    assert await store.inbox.waiting(BOT, 9) == []
    assert await states(store) == {"u1:0": "pending", "u1:1": "pending"}
    assert await store.buttons.find("v1.a") == button("v1.a")


async def test_nothing_to_do_is_no_error(store: Store) -> None:
    """Empty batches are fine."""
    assert await store.inbox.keep(BOT, []) == 0
    await store.inbox.settle(BOT, [])
    assert await store.outbox.add([]) == 0


async def test_a_failed_settle_leaves_everything_as_it_was(store: Store) -> None:
    """A part that cannot be stored takes its whole batch back."""
    await store.inbox.keep(BOT, [_arrival(1)])
    too_large = part("u1:0", chat=2**70)
    with pytest.raises(Exception, match=r"(?i)too large|out of range"):
        await store.inbox.settle(BOT, [Handled(1, [part("u1:1"), too_large])])
    assert [one.id for one in await store.inbox.waiting(BOT, 9)] == [1]
    assert await states(store) == {}


@pytest.mark.parametrize("number", [2**31 + 1, 2**53 + 1, 2**63 - 1])
async def test_large_ids_stay_exact(store: Store, number: int) -> None:
    """Ids past 2^31 and 2^53, and negative chats, come back digit for digit."""
    await store.inbox.keep(BOT, [_arrival(number)])
    assert [one.id for one in await store.inbox.waiting(BOT, 1)] == [number]
    await store.outbox.add([part("k", chat=-number)])
    assert await select(store, "SELECT chat FROM outbox") == [(-number,)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a\0b", "a\ufffdb"),
        ("x\ud800y", "x\ufffdy"),
        ("\U0001f35c", "\U0001f35c"),
        ("台積電", "台積電"),
    ],
)
async def test_odd_text_is_stored_or_cleaned(store: Store, written: str, read: str) -> None:
    """NUL and lone surrogates, which PostgreSQL and UTF-8 cannot hold, are replaced."""
    await store.inbox.keep(BOT, [_arrival(1, written)])
    await store.buttons.keep([button("v1.a", written)])
    await store.notes.write("name", written)
    assert (await store.inbox.waiting(BOT, 1))[0].payload == read
    found = await store.buttons.find("v1.a")
    assert found is not None
    assert found.line == read
    assert await store.notes.read("name") == read


async def test_a_body_keeps_any_text(store: Store, clock: object) -> None:
    """JSON carries NUL and lone surrogates as escapes, so a body comes back as it was."""
    del clock
    await store.outbox.add([part("k", words="a\0b\ud800 台積電")])
    (delivery,) = await store.outbox.turn(BOT, [], 1, TODAY)
    assert delivery.part.body == {"text": "a\0b\ud800 台積電"}

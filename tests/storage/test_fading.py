"""Answers that a chat wants deleted after a while, on each database."""

from dataclasses import replace
from datetime import timedelta

from bot.core.sending import DELETE
from storage.fading import fade
from storage.store import Store
from tests.fakes import FakeClock
from tests.storage.rows import BOT, outcome, part, select


async def test_deleted_when_it_is_time(store: Store, clock: FakeClock) -> None:
    """Only what was sent and says so, once, and by the message's own id."""
    until = clock.now() + timedelta(minutes=10)
    await store.outbox.add([replace(part("a"), fades_at=until), part("b", chat=6),
                            replace(part("c", chat=7), fades_at=until)])  # fmt: skip
    first, *_ = claimed = await store.outbox.turn(BOT, [], 2, clock.now())
    await store.outbox.turn(BOT, [outcome(one) for one in claimed], 0, clock.now())
    assert await fade(store.database, clock.now()) == 0
    clock.at = until
    assert await fade(store.database, clock.now()) == 1
    assert await fade(store.database, clock.now()) == 0
    rows = await select(store, "SELECT key, chat, edits FROM outbox WHERE method = 'delete'")
    assert rows == [("a:gone", 5, first.id)]
    waiting = await store.outbox.turn(BOT, [], 9, clock.now())
    (gone,) = [one for one in waiting if one.part.method == DELETE]
    assert gone.message_id == 9

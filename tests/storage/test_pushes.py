"""Sent pushes of a bot that has no server of its own to send to."""

from dataclasses import replace

from bot.core.sending import EDIT, PUSH, Kind
from storage.store import Store
from tests.fakes import FakeClock
from tests.storage.rows import outcome, part, select


async def test_pushes_and_their_edits_are_found_in_order(store: Store, clock: FakeClock) -> None:
    """An edit names the push whose place it takes; replies and older days are no pushes."""
    push = replace(part("a", bot="web"), method=PUSH, kind=Kind.DIGEST)
    await store.outbox.add([push, part("reply", chat=6, bot="web")])
    ((number,), _) = await select(store, "SELECT id FROM outbox ORDER BY id")
    assert isinstance(number, int)
    claimed = await store.outbox.turn("web", [], 8, clock.now())
    edit = replace(part("e", words="better", bot="web"), method=EDIT, kind=Kind.EDIT, edits=number)
    await store.outbox.add([edit])
    later = await store.outbox.turn("web", [outcome(one) for one in claimed], 8, clock.now())
    await store.outbox.turn("web", [outcome(one) for one in later], 0, clock.now())
    first, second = await store.pushes.since("web", 0, 50)
    assert (first.id, first.message, first.body) == (number, number, {"text": "hello"})
    assert (second.message, second.body) == (number, {"text": "better"})
    assert await store.pushes.since("web", first.id, 50) == [second]
    assert await store.pushes.since("telegram:1", 0, 50) == []
    clock.pass_time(25 * 3600)
    assert await store.pushes.since("web", 0, 50) == []

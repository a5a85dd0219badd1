"""Sent pushes of a bot that has no server of its own to send to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.core.pushing import Place
from bot.core.sending import EDIT, PUSH, Delivery, Kind
from storage.store import Store
from tests.fakes import FakeClock
from tests.storage.rows import outcome, part, select

PUSHED = replace(part("a", bot="web"), method=PUSH, kind=Kind.DIGEST)


async def claimed(store: Store, clock: FakeClock) -> Sequence[Delivery]:
    """Claim all that may leave for the page."""
    return await store.outbox.turn("web", [], 8, clock.now())


async def settle(store: Store, clock: FakeClock, deliveries: Sequence[Delivery]) -> None:
    """Note that deliveries were sent."""
    await store.outbox.turn("web", [outcome(one) for one in deliveries], 0, clock.now())


async def test_pushes_and_their_edits_are_found_in_order(store: Store, clock: FakeClock) -> None:
    """An edit names the push whose place it takes; replies and other bots' rows are not among."""
    begin = Place(clock.now() - timedelta(hours=1), 0)
    await store.outbox.add([PUSHED, part("reply", chat=6, bot="web")])
    ((number,), _) = await select(store, "SELECT id FROM outbox ORDER BY id")
    assert isinstance(number, int)
    await settle(store, clock, await claimed(store, clock))
    edit = replace(PUSHED, key="e", body={"text": "better"}, method=EDIT, edits=number)
    await store.outbox.add([edit])
    await settle(store, clock, await claimed(store, clock))
    first, second = await store.pushes.since("web", begin, 50)
    assert (first.place.id, first.message, first.body) == (number, number, {"text": "hello"})
    assert (second.message, second.body) == (number, {"text": "better"})
    assert await store.pushes.since("web", begin, 1) == [first]
    assert await store.pushes.since("web", first.place, 50) == [second]
    assert await store.pushes.since("web", second.place, 50) == []
    assert await store.pushes.since("telegram:1", begin, 50) == []


async def test_what_is_sent_later_is_found_whatever_its_id(store: Store, clock: FakeClock) -> None:
    """Rows are not sent in the order in which they were added."""
    begin = Place(clock.now() - timedelta(hours=1), 0)
    await store.outbox.add([PUSHED, replace(PUSHED, key="b", chat=6)])
    earlier, later = sorted(await claimed(store, clock), key=lambda one: one.id)
    await settle(store, clock, [later])
    (seen,) = await store.pushes.since("web", begin, 50)
    assert seen.place.id == later.id
    clock.pass_time(1)
    await settle(store, clock, [earlier])
    (missed,) = await store.pushes.since("web", seen.place, 50)
    assert missed.place.id == earlier.id

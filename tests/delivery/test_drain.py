"""From the outbox to a platform that fails in every way: nothing lost, nothing sent in vain."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.core.sending import Answer, Delivery, Part
from tests.delivery.conftest import Scene
from tests.delivery.platform import OK, rested, until
from tests.storage.rows import part, select, states

TIMED_OUT = Answer("perhaps_sent", description="timed out")
NO_BYTE = Answer("not_sent", description="connection refused")
BLOCKED = Answer("refused", code=403, description="Forbidden: bot was blocked by the user")


def _many(number: int, first_chat: int = 100) -> list[Part]:
    """Return parts for as many chats."""
    return [part(f"k{n}", chat=first_chat + n) for n in range(number)]


async def test_everything_leaves_once_and_in_order(scene: Scene) -> None:
    """Forty rows in ten chats: each once, in order within its chat, at most eight in flight."""
    parts = [part(f"{chat}.{n}", chat=chat) for n in range(4) for chat in range(10)]
    await scene.start(*parts)
    await scene.all_in("sent")
    assert Counter(scene.platform.keys) == Counter(one.key for one in parts)
    for chat in range(10):
        mine = [key for key in scene.platform.keys if key.startswith(f"{chat}.")]
        assert mine == sorted(mine)
    assert scene.platform.most_flying <= 8


async def test_a_wake_sends_at_once(scene: Scene) -> None:
    """A reply does not wait for the next look."""
    await scene.start()
    await scene.store.outbox.add([part("a")])
    before = scene.clock.monotonic()
    scene.drain.wake()
    await scene.platform.heard.wait()
    assert scene.clock.monotonic() == before


@pytest.mark.parametrize("answer", [TIMED_OUT, Answer("garbled", code=200)])
async def test_what_may_have_arrived_is_sent_at_most_twice(scene: Scene, answer: Answer) -> None:
    """A stall, a reset or an unreadable answer: one more copy, then an end with a reason."""
    scene.platform.script = lambda one: answer if one.part.key == "a" else OK
    await scene.start(part("a"), part("b", chat=6))
    assert await scene.all_in("sent", "dead") == {"a": "dead", "b": "sent"}
    assert Counter(scene.platform.keys) == {"a": 2, "b": 1}
    ((reason,),) = await select(scene.store, "SELECT reason FROM outbox WHERE key = 'a'")
    assert str(reason).startswith("ambiguous twice")


async def test_an_ambiguous_part_holds_up_the_next_and_none_is_missing(scene: Scene) -> None:
    """Part 2 of 4 is unclear once: it goes again, then 3 and 4."""
    scene.platform.script = lambda one: TIMED_OUT if one.part.key == "p2" and not one.resent else OK
    await scene.start(*(part(f"p{n}") for n in range(1, 5)))
    await scene.all_in("sent")
    assert scene.platform.keys == ["p1", "p2", "p2", "p3", "p4"]


async def test_certain_failures_are_tried_again_without_duplicates(scene: Scene) -> None:
    """While nobody listens for a minute nothing is accepted; afterwards each row once."""
    accepted: list[str] = []

    def script(one: Delivery) -> Answer:
        """Refuse connections for a minute."""
        if scene.clock.monotonic() < 60:
            return NO_BYTE
        accepted.append(one.part.key)
        return OK

    scene.platform.script = script
    await scene.start(*_many(30))
    await scene.all_in("sent", seconds=200)
    assert Counter(accepted) == Counter(f"k{n}" for n in range(30))
    assert await select(scene.store, "SELECT MAX(copies) FROM outbox") == [(0,)]


async def test_an_outage_makes_no_storm_and_ends_soon(scene: Scene) -> None:
    """Ten minutes of a gateway's error page: few tries, then all at once."""
    scene.platform.script = lambda _one: (
        Answer("garbled", code=502) if scene.clock.monotonic() < 600 else OK
    )
    await scene.start(*_many(40))
    await until(lambda: scene.clock.monotonic() >= 600, scene.clock, step=1)
    assert max(Counter(scene.platform.keys).values()) <= 15
    assert len(scene.platform.keys) < 60
    await scene.all_in("sent", seconds=100)
    after = [moment for moment, _ in scene.platform.sent if moment >= 600]
    assert after[0] <= 630
    assert after[-1] <= after[0] + 60


async def test_rows_that_failed_often_leave_soon_after_an_outage(scene: Scene) -> None:
    """Three rows that were tried for half an hour do not each wait out a long backoff."""
    scene.platform.script = lambda _one: NO_BYTE if scene.clock.monotonic() < 1800 else OK
    await scene.start(*_many(3))
    await until(lambda: scene.clock.monotonic() >= 1800, scene.clock, step=1)
    await scene.all_in("sent", seconds=80)


async def test_a_group_in_penalty_waits_and_the_others_flow(scene: Scene) -> None:
    """429 for one group: it waits its time out, nobody else does."""
    throttled = Answer("refused", code=429, description="Too Many", retry_after=5)
    first: list[float] = []

    def script(one: Delivery) -> Answer:
        """Throttle the group once."""
        if one.part.chat == -7 and not first:
            first.append(scene.clock.monotonic())
            return throttled
        return OK

    scene.platform.script = script
    await scene.start(part("g1", chat=-7), part("g2", chat=-7), *_many(20))
    await scene.all_in("sent")
    assert scene.platform.times("g1")[1] >= first[0] + 5
    assert scene.platform.times("g2")[0] >= first[0] + 5
    assert max(scene.platform.times(f"k{n}")[0] for n in range(20)) < first[0] + 2


async def test_a_penalty_of_the_bot_stops_everybody_also_after_a_restart(scene: Scene) -> None:
    """429 with five in flight: nobody leaves before it ends, not even after a kill."""
    scene.platform.script = lambda _one: Answer("refused", code=429, retry_after=30)
    await scene.start(*_many(5))
    await rested(scene.clock)
    before = len(scene.platform.sent)
    assert 1 <= before <= 5
    await scene.store.outbox.add(_many(20, first_chat=500)[5:])
    await until(lambda: scene.clock.monotonic() >= 3, scene.clock)
    await scene.kill()
    scene.platform.script = lambda _one: OK
    await scene.start()
    await until(lambda: scene.clock.monotonic() >= 29, scene.clock)
    assert len(scene.platform.sent) == before
    await scene.all_in("sent", seconds=10)


@pytest.mark.parametrize("retry_after", [0, None, -1, 0.001])
async def test_an_odd_penalty_makes_no_hot_loop(scene: Scene, retry_after: float | None) -> None:
    """At most one try a second."""
    scene.platform.script = lambda _one: Answer("refused", code=429, retry_after=retry_after)
    await scene.start(part("a"))
    await until(lambda: scene.clock.monotonic() >= 10, scene.clock)
    moments = scene.platform.times("a")
    assert 5 <= len(moments) <= 11
    assert all(b - a >= 1 for a, b in pairwise(moments))


async def test_an_endless_penalty_parks_the_row(scene: Scene) -> None:
    """A group's row that is told to wait for ages is parked, and the reason says so."""
    scene.platform.script = lambda one: (
        Answer("refused", code=429, retry_after=1e12) if one.part.chat < 0 else OK
    )
    await scene.start(part("a", chat=-7), part("b"))
    assert await states(scene.store) == {"a": "retry", "b": "sent"}
    ((reason,),) = await select(scene.store, "SELECT reason FROM outbox WHERE key = 'a'")
    assert str(reason).startswith("parked")


async def test_a_chat_that_is_gone_ends_its_row_only(scene: Scene) -> None:
    """Blocked: one try, a reason; the others do not notice."""
    scene.platform.script = lambda one: BLOCKED if one.part.chat == 5 else OK
    await scene.start(part("a"), *_many(10))
    found = await scene.all_in("sent", "dead")
    assert found.pop("a") == "dead"
    assert set(found.values()) == {"sent"}
    assert scene.platform.keys.count("a") == 1


async def test_a_moved_chat_gets_its_message_once(scene: Scene) -> None:
    """The row itself goes on to the new id."""
    scene.platform.script = lambda one: (
        Answer("refused", code=400, migrate_to=-1005) if one.part.chat == -5 else OK
    )
    await scene.start(part("a", chat=-5))
    assert await scene.all_in("sent", "dead") == {"a": "sent"}
    assert scene.platform.keys == ["a", "a"]
    assert await select(scene.store, "SELECT chat, target FROM outbox") == [
        (-1005, '{"chat_id":-1005}')
    ]


async def test_a_refused_token_keeps_the_rows_and_asks_once_a_minute(scene: Scene) -> None:
    """401: no storm, health can tell, and with a good token everything leaves."""
    scene.platform.script = lambda _one: Answer("refused", code=401, description="Unauthorized")
    await scene.start(*_many(20))
    assert scene.drain.refused
    at_once = len(scene.platform.sent)
    assert at_once <= 8
    await until(lambda: scene.clock.monotonic() >= 600, scene.clock, step=1)
    assert 5 <= len(scene.platform.sent) - at_once <= 10
    found = list((await states(scene.store)).values())
    # The minute's one probe may be under way at this very moment.
    assert found.count("inflight") <= 1
    assert set(found) - {"inflight"} == {"pending", "retry"}
    scene.platform.script = lambda _one: OK
    await scene.all_in("sent", seconds=70)
    assert not scene.drain.refused


async def test_a_poison_row_is_buried_and_blocks_nobody(scene: Scene) -> None:
    """A sender that raises on one row ends that row after two tries."""

    def script(one: Delivery) -> Answer:
        """Break on one row."""
        if one.part.key == "a":
            raise RuntimeError("poison")
        return OK

    scene.platform.script = script
    await scene.start(part("a"), *_many(10))
    found = await scene.all_in("sent", "dead")
    assert [key for key, state in found.items() if state == "dead"] == ["a"]
    assert scene.platform.keys.count("a") == 2


async def test_what_is_past_its_time_is_never_sent(scene: Scene) -> None:
    """Yesterday's message expires with a note, and the next one leaves."""
    late = replace(part("a"), expires_at=scene.clock.now() + timedelta(hours=1))
    await scene.store.outbox.add([late])
    scene.clock.move(26 * 3600)
    await scene.start(part("b"))
    assert await scene.all_in("sent", "expired") == {"a": "expired", "b": "sent"}
    assert scene.platform.keys == ["b"]

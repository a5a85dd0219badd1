"""Limits of a bot and its chats: used up in the claim, shared by all who send, kept for ever."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from bot.core.sending import Delivery, Kind, Limits, State, Verdict
from storage.engine import open_store
from storage.store import Store
from tests.fakes import FakeClock
from tests.storage.rows import BOT, outcome, part, select

LIMITS = Limits(27, group_per_minute=18)


async def sent_over(store: Store, clock: FakeClock, seconds: float) -> list[Delivery]:
    """Send whatever may leave, for so long, at once; return it in the order of leaving."""
    left: list[Delivery] = []
    held: list[Delivery] = []
    end = clock.now() + timedelta(seconds=seconds)
    while clock.now() < end:
        done = [outcome(one) for one in held]
        held = await store.outbox.turn(BOT, done, 8, clock.now(), limits=LIMITS)
        left += held
        clock.pass_time(0.05)
    await store.outbox.turn(BOT, [outcome(one) for one in held], 0, clock.now())
    return left


def instants(sent: list[Delivery]) -> list[datetime]:
    """Return when each may leave."""
    return [one.leave_at for one in sent if one.leave_at]


async def test_a_bot_keeps_its_rate_and_uses_it(store: Store, clock: FakeClock) -> None:
    """No second has more than 28, and ten seconds have nearly all that are allowed."""
    await store.outbox.add([part(f"k{n}", chat=100 + n) for n in range(400)])
    times = instants(await sent_over(store, clock, 10))
    assert 262 <= len(times) <= 275
    for start in times:
        assert sum(start <= one < start + timedelta(seconds=1) for one in times) <= 28
    assert all(after > before for before, after in pairwise(times))


async def test_a_chat_gets_one_a_second(store: Store, clock: FakeClock) -> None:
    """Four messages of one chat leave a second apart, and nobody waits for them."""
    mine = [part(f"a{n}") for n in range(4)]
    await store.outbox.add([*mine, *(part(f"k{n}", chat=100 + n) for n in range(20))])
    sent = await sent_over(store, clock, 5)
    assert len(sent) == 24
    times = instants([one for one in sent if one.part.chat == 5])
    assert all(after - before >= timedelta(seconds=1) for before, after in pairwise(times))
    others = instants([one for one in sent if one.part.chat != 5])
    assert max(others) < times[1]


async def test_a_group_gets_no_more_than_its_minute(store: Store, clock: FakeClock) -> None:
    """Any minute holds at most twenty, the rest of them comes later."""
    await store.outbox.add([part(f"g{n}", chat=-7) for n in range(60)])
    times = instants(await sent_over(store, clock, 130))
    assert 36 <= len(times) <= 42
    for start in times:
        assert sum(start <= one < start + timedelta(seconds=60) for one in times) <= 20


async def test_two_senders_share_one_limit(store: Store, clock: FakeClock) -> None:
    """Claims at the same instant take turns."""
    await store.outbox.add([part(f"k{n}", chat=100 + n) for n in range(50)])
    now = clock.now()
    claimed = await asyncio.gather(
        *(store.outbox.turn(BOT, [], 8, now, limits=LIMITS) for _ in range(4))
    )
    times = instants([one for some in claimed for one in some])
    assert len(set(times)) == len(times) <= 5


async def test_a_noted_penalty_outlives_the_process(
    store: Store, url: str, clock: FakeClock
) -> None:
    """Of the bot: nothing leaves. Of a chat: the others leave."""
    until = clock.now() + timedelta(seconds=30)
    await store.outbox.add([part("a"), part("b", chat=6)])
    await store.outbox.turn(BOT, [], 0, clock.now(), limits=LIMITS, closed={0: until})
    again = await open_store(url, clock)
    try:
        assert await again.outbox.closed_until(BOT) == until
        assert await again.outbox.turn(BOT, [], 8, clock.now(), limits=LIMITS) == []
        clock.pass_time(31)
        later = clock.now() + timedelta(seconds=9)
        (one,) = await again.outbox.turn(BOT, [], 8, clock.now(), limits=LIMITS, closed={5: later})
        assert one.part.key == "b"
        assert await again.outbox.closed_until(BOT, 5) == later
    finally:
        await again.close()


async def test_replies_leave_before_pushes_and_edits_last(store: Store, clock: FakeClock) -> None:
    """Whatever was added first."""
    digest = replace(part("digest"), kind=Kind.DIGEST)
    reply = part("reply", chat=6)
    await store.outbox.add([digest, reply, replace(part("own"), kind=Kind.REPLY)])
    claimed = await store.outbox.turn(BOT, [], 8, clock.now())
    assert [one.part.key for one in claimed] == ["reply", "own"]
    later = await store.outbox.turn(BOT, [outcome(one) for one in claimed], 8, clock.now())
    assert [one.part.key for one in later] == ["digest"]


async def test_an_edit_waits_for_what_it_changes(store: Store, clock: FakeClock) -> None:
    """It carries the message's id; other messages of the chat pass it."""
    await store.outbox.add([replace(part("digest"), kind=Kind.DIGEST)])
    ((number,),) = await select(store, "SELECT id FROM outbox")
    assert isinstance(number, int)
    edit = replace(part("edit"), kind=Kind.EDIT, method="edit", edits=number, topic=3, silent=True)
    await store.outbox.add([edit, replace(part("next"), kind=Kind.DIGEST)])
    (digest,) = await store.outbox.turn(BOT, [], 8, clock.now())
    (following,) = await store.outbox.turn(BOT, [outcome(digest)], 8, clock.now())
    assert following.part.key == "next"
    (changed,) = await store.outbox.turn(BOT, [outcome(following)], 8, clock.now())
    assert (changed.part, changed.message_id) == (edit, 9)


async def test_an_edit_of_what_never_arrived_ends(store: Store, clock: FakeClock) -> None:
    """There is nothing to change."""
    await store.outbox.add([replace(part("digest"), kind=Kind.DIGEST)])
    ((number,),) = await select(store, "SELECT id FROM outbox")
    assert isinstance(number, int)
    await store.outbox.add([replace(part("edit"), kind=Kind.EDIT, method="edit", edits=number)])
    (digest,) = await store.outbox.turn(BOT, [], 8, clock.now())
    dead = outcome(digest, State.DEAD, Verdict.MESSAGE_BAD)
    assert await store.outbox.turn(BOT, [dead], 8, clock.now()) == []
    rows = await select(store, "SELECT state, reason FROM outbox WHERE key = 'edit'")
    assert rows == [("dead", "nothing to edit")]


async def test_shards_confine_the_claim_and_the_recovery(store: Store, clock: FakeClock) -> None:
    """Chat 5 is in shard 5, chat 22 in shard 6."""
    await store.outbox.add([part("a"), part("b", chat=22)])
    (one,) = await store.outbox.turn(BOT, [], 8, clock.now(), shards={6})
    assert one.part.key == "b"
    assert await store.outbox.turn(BOT, [], 8, clock.now(), shards=set()) == []
    assert await store.outbox.recover(BOT, {5}) == 0
    assert await store.outbox.recover(BOT, {6}) == 1


async def test_a_chat_that_is_gone_drops_what_waits_for_it(store: Store, clock: FakeClock) -> None:
    """One refusal ends the rest of that chat's messages; its row says that it is away."""
    await store.outbox.add([part("a1"), part("a2"), part("b", chat=6)])
    claimed = await store.outbox.turn(BOT, [], 1, clock.now())
    gone = outcome(claimed[0], State.DEAD, Verdict.CHAT_GONE)
    (other,) = await store.outbox.turn(BOT, [gone], 8, clock.now())
    assert other.part.key == "b"
    rows = await select(store, "SELECT state FROM outbox ORDER BY id")
    assert Counter(str(state) for (state,) in rows) == {"dead": 2, "inflight": 1}
    assert await select(store, "SELECT platform, id, away FROM chats") == [("telegram", 5, "gone")]


async def test_what_waited_for_its_turn_was_not_sent_for_certain(
    store: Store, clock: FakeClock
) -> None:
    """Claimed and not departed: it leaves again without a mark. Departed: it may have arrived."""
    await store.outbox.add([part("a"), part("b", chat=6)])
    first, second = await store.outbox.turn(BOT, [], 8, clock.now(), limits=LIMITS)
    assert await store.outbox.depart([first]) == {first.id}
    assert await store.outbox.recover(BOT) == 2
    rows = await select(store, "SELECT key, state, copies FROM outbox ORDER BY id")
    assert rows == [("a", "ambiguous", 1), ("b", "retry", 0)]
    assert await store.outbox.depart([second]) == set()


async def test_a_clock_that_was_set_back_freezes_nothing(store: Store, clock: FakeClock) -> None:
    """Limits that were used up to a later hour are not waited for."""
    await store.outbox.add([part("a"), part("b", chat=-7)])
    claimed = await store.outbox.turn(BOT, [], 8, clock.now(), limits=LIMITS)
    assert len(claimed) == 2
    await store.outbox.add([part("c"), part("d", chat=-7)])
    clock.at -= timedelta(hours=25)
    done = [outcome(one) for one in claimed]
    again = await store.outbox.turn(BOT, done, 8, clock.now(), limits=LIMITS)
    assert [one.part.key for one in again] == ["c", "d"]

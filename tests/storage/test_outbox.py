"""Parts leave once, in order within a chat, and only the newest claim settles them."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.core.sending import Delivery, State, Verdict
from storage.outbox import LEASE
from storage.store import Store
from tests.fakes import TODAY, FakeClock
from tests.storage.rows import BOT, outcome, part, select, states


def _keys(claimed: list[Delivery]) -> list[str]:
    """Return the keys of claimed rows."""
    return [one.part.key for one in claimed]


async def test_a_key_is_kept_once(store: Store) -> None:
    """Adding again, as after a commit whose answer was lost, adds nothing."""
    assert await store.outbox.add([part("a"), part("b"), part("a")]) == 2
    assert await store.outbox.add([part("b", words="other"), part("c")]) == 1


async def test_equal_bodies_are_stored_once(store: Store) -> None:
    """A hundred chats that get the same words share one content."""
    await store.outbox.add([part(f"k{chat}", chat=chat) for chat in range(100)])
    assert await select(store, "SELECT COUNT(*) FROM content") == [(1,)]
    claimed = await store.outbox.turn(BOT, [], 100, TODAY)
    assert {one.part.body["text"] for one in claimed} == {"hello"}
    assert [one.part.chat for one in claimed] == list(range(100))


async def test_a_claim_gives_the_part_back_whole(store: Store) -> None:
    """Every field of a part survives, and the claim counts."""
    put = replace(part("a"), expires_at=TODAY + timedelta(hours=1))
    await store.outbox.add([put])
    (claimed,) = await store.outbox.turn(BOT, [], 8, TODAY)
    assert claimed.part == put
    assert (claimed.attempts, claimed.fence, claimed.resent) == (1, 1, False)
    assert await states(store) == {"a": "inflight"}


async def test_parts_of_a_chat_leave_one_after_another(store: Store) -> None:
    """The second waits for the end of the first; other chats flow."""
    await store.outbox.add([part("a1"), part("a2"), part("b1", chat=6)])
    first = await store.outbox.turn(BOT, [], 8, TODAY)
    assert _keys(first) == ["a1", "b1"]
    assert await store.outbox.turn(BOT, [], 8, TODAY) == []
    assert _keys(await store.outbox.turn(BOT, [outcome(first[0])], 8, TODAY)) == ["a2"]


async def test_a_waiting_head_holds_its_chat_back(store: Store) -> None:
    """A later part does not overtake one that is to be tried again."""
    await store.outbox.add([part("a1"), part("a2"), part("b1", chat=6)])
    head, other = await store.outbox.turn(BOT, [], 8, TODAY)
    later = TODAY + timedelta(seconds=5)
    again = replace(outcome(head, State.RETRY, Verdict.NOT_SENT), not_before=later)
    assert await store.outbox.turn(BOT, [again, outcome(other)], 8, TODAY) == []
    (claimed,) = await store.outbox.turn(BOT, [], 8, later)
    assert (claimed.part.key, claimed.attempts, claimed.fence) == ("a1", 2, 2)


async def test_dead_and_expired_rows_let_the_next_part_leave(store: Store) -> None:
    """An end is an end, with its reason and its time kept."""
    await store.outbox.add([part("a1"), part("a2"), part("a3")])
    (one,) = await store.outbox.turn(BOT, [], 8, TODAY)
    dead = replace(outcome(one, State.DEAD, Verdict.MESSAGE_BAD), reason="400: too long")
    (two,) = await store.outbox.turn(BOT, [dead], 8, TODAY)
    gone = outcome(two, State.EXPIRED, Verdict.NOT_SENT)
    assert _keys(await store.outbox.turn(BOT, [gone], 8, TODAY)) == ["a3"]
    rows = await select(store, "SELECT reason, settled_at IS NOT NULL FROM outbox WHERE key = 'a1'")
    assert rows == [("400: too long", True)]


async def test_bots_do_not_see_each_other(store: Store) -> None:
    """Each bot claims its own rows."""
    await store.outbox.add([part("a"), part("b", bot="telegram:2")])
    assert _keys(await store.outbox.turn("telegram:2", [], 8, TODAY)) == ["b"]


async def test_the_limit_bounds_a_claim(store: Store) -> None:
    """A turn without free slots claims nothing and still settles."""
    await store.outbox.add([part(f"k{chat}", chat=chat) for chat in range(5)])
    claimed = await store.outbox.turn(BOT, [], 3, TODAY)
    assert _keys(claimed) == ["k0", "k1", "k2"]
    assert await store.outbox.turn(BOT, [outcome(one) for one in claimed], 0, TODAY) == []
    assert sorted((await states(store)).values()) == ["pending", "pending", "sent", "sent", "sent"]


async def test_a_late_owner_cannot_settle(store: Store) -> None:
    """Whose lease ran out shows an old fence, and the row stays with its new owner."""
    await store.outbox.add([part("a")])
    (late,) = await store.outbox.turn(BOT, [], 1, TODAY)
    after = TODAY + LEASE
    (newer,) = await store.outbox.turn(BOT, [], 1, after)
    assert (newer.fence, newer.resent) == (2, True)
    await store.outbox.turn(BOT, [outcome(late, State.DEAD, Verdict.CHAT_GONE)], 0, after)
    assert await states(store) == {"a": "inflight"}
    await store.outbox.turn(BOT, [outcome(newer)], 0, after)
    assert await states(store) == {"a": "sent"}


async def test_rows_in_flight_at_the_end_are_sent_once_more(store: Store) -> None:
    """A second end in flight is the last: never a third copy."""
    await store.outbox.add([part("a")])
    await store.outbox.turn(BOT, [], 1, TODAY)
    assert await store.outbox.recover(BOT) == 1
    (again,) = await store.outbox.turn(BOT, [], 1, TODAY)
    assert again.resent
    assert await store.outbox.recover(BOT) == 1
    assert await states(store) == {"a": "dead"}
    assert await store.outbox.recover(BOT) == 0


async def test_an_ambiguous_row_is_marked_as_sent_again(store: Store) -> None:
    """What may have arrived says so when it is claimed again, also after a retry between."""
    await store.outbox.add([part("a")])
    (one,) = await store.outbox.turn(BOT, [], 1, TODAY)
    unclear = outcome(one, State.AMBIGUOUS, Verdict.AMBIGUOUS)
    (two,) = await store.outbox.turn(BOT, [unclear], 1, TODAY)
    again = outcome(two, State.RETRY, Verdict.THROTTLED)
    (three,) = await store.outbox.turn(BOT, [again], 1, TODAY)
    assert (one.resent, two.resent, three.resent) == (False, True, True)


async def test_next_due_is_the_earliest_of_what_waits(store: Store, clock: FakeClock) -> None:
    """What is in flight waits for nothing; a row that failed waits for its time."""
    assert await store.outbox.next_due(BOT) is None
    await store.outbox.add([part("a1")])
    assert await store.outbox.next_due(BOT) == clock.now()
    (one,) = await store.outbox.turn(BOT, [], 1, TODAY)
    assert await store.outbox.next_due(BOT) is None
    later = TODAY + timedelta(seconds=5)
    again = replace(outcome(one, State.RETRY, Verdict.NOT_SENT), not_before=later)
    await store.outbox.turn(BOT, [again], 0, TODAY)
    assert await store.outbox.next_due(BOT) == later


async def test_many_claimers_never_share_a_row(store: Store) -> None:
    """Overlapping turns hand each row out once."""
    await store.outbox.add([part(f"k{n}", chat=n % 40) for n in range(200)])
    claimed: list[str] = []

    async def worker() -> None:
        """Claim and settle until nothing is left."""
        held: list[Delivery] = []
        while len(claimed) < 200:
            held = await store.outbox.turn(BOT, [outcome(one) for one in held], 5, TODAY)
            claimed.extend(_keys(held))
        await store.outbox.turn(BOT, [outcome(one) for one in held], 0, TODAY)

    await asyncio.gather(*(worker() for _ in range(4)))
    assert sorted(claimed) == sorted(f"k{n}" for n in range(200))
    assert set((await states(store)).values()) == {"sent"}

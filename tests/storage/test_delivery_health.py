"""Counts of messages and orders, as operators and chats are told them."""

from dataclasses import replace
from datetime import date, time, timedelta

from sqlalchemy import Connection, insert, update

from bot.core.delivery_health import CARD, Ordered, Skipped, Traffic
from bot.core.principals import Chat
from bot.core.sending import State, Verdict
from bot.core.subscriptions import Days, Form, Occurrence, Pause, Schedule, Subscription
from storage.store import Store
from storage.tables import metadata
from tests.fakes import TODAY, FakeClock
from tests.storage.rows import BOT, BY, outcome, part

HERE, THERE = Chat("telegram", 5), Chat("telegram", 6)
RUN = Occurrence(date(2026, 11, 24), TODAY + timedelta(days=1))
ORDER = Subscription(
    0, HERE, "/digest", Schedule(Days.SESSIONS, time(14, 45)), made_at=TODAY, next=RUN
)


async def test_an_empty_store_is_quiet(store: Store, clock: FakeClock) -> None:
    """Nothing but the schema."""
    found = await store.delivery_health.status(clock.now())
    assert (found.traffic, found.ordered, found.skipped) == ([], [], [])
    assert found.schema.isdigit()


async def test_messages_by_platform(store: Store, clock: FakeClock) -> None:
    """What waits, since when, and what became of today's."""
    outcomes = {
        "sent": (State.SENT, Verdict.SENT), "dead": (State.DEAD, Verdict.MESSAGE_BAD),
        "expired": (State.EXPIRED, Verdict.NOT_SENT), "again": (State.AMBIGUOUS, Verdict.AMBIGUOUS),
        "later": (State.RETRY, Verdict.NOT_SENT),
    }  # fmt: skip
    await store.outbox.add([part(key, chat) for chat, key in enumerate(outcomes, 5)])
    claimed = await store.outbox.turn(BOT, [], 9, clock.now())
    ends = [outcome(one, *outcomes[one.part.key]) for one in claimed]
    await store.outbox.turn(BOT, ends, 0, clock.now())
    clock.pass_time(60)
    await store.outbox.add([part("new", 77), part("d", 1, bot="discord:1")])
    until = clock.now() + timedelta(minutes=3)
    await store.outbox.turn(BOT, [], 0, clock.now(), closed={0: until})
    found = await store.delivery_health.status(clock.now())
    assert found.traffic == [
        Traffic("discord", 1, 0, clock.now()),
        Traffic("telegram", 3, 1, TODAY, 1, 1, 1, until),
    ]
    mine = await store.delivery_health.status(clock.now(), HERE)
    assert mine.traffic == [Traffic("telegram", sent=1, paused_until=until)]
    tomorrow = await store.delivery_health.status(clock.now() + timedelta(days=1))
    assert [one.sent for one in tomorrow.traffic] == [0, 0]


async def test_a_refused_token_shows(store: Store, clock: FakeClock) -> None:
    """The platform's own words stay with the rows that wait for a better one (A21)."""
    await store.outbox.add([part("a")])
    [claimed] = await store.outbox.turn(BOT, [], 1, clock.now())
    refusal = replace(
        outcome(claimed, State.RETRY, Verdict.BOT_REFUSED), reason="401: Unauthorized"
    )
    await store.outbox.turn(BOT, [refusal], 0, clock.now())
    [found] = (await store.delivery_health.status(clock.now())).traffic
    assert found.refused
    assert await store.delivery_health.refused() == {"telegram"}


async def test_orders_by_kind(store: Store, clock: FakeClock) -> None:
    """Those that run, how many are due, the next run, and the last one that was sent."""
    due = replace(ORDER, chat=THERE, next=Occurrence(date(2026, 11, 23), TODAY))
    first, _ = await store.subscriptions.add(ORDER, BY)
    for order in (
        due,
        replace(ORDER, line="/movers"),
        replace(ORDER, line="/move 2330"),
        replace(ORDER, line="/digest close", form=Form.CARD),
        replace(ORDER, chat=THERE, line="/dinnerlist", pause=Pause.ASKED, next=None),
    ):
        await store.subscriptions.add(order, BY)
    await store.outbox.add([part("x")])
    outbox = metadata.tables["outbox"]
    sent = {"subscription": first.id, "state": "sent", "settled_at": TODAY}
    await store.database.write(lambda at: at.execute(update(outbox).values(sent)))
    found = await store.delivery_health.status(clock.now())
    assert sorted(found.ordered, key=lambda one: one.kind) == [
        Ordered("", 2, 0, RUN.at, None),
        Ordered("/digest", 2, 1, TODAY, TODAY),
        Ordered(CARD, 1, 0, RUN.at, None),
    ]
    mine = await store.delivery_health.status(clock.now(), THERE)
    assert mine.ordered == [Ordered("/digest", 1, 1, TODAY, None)]


async def test_runs_that_were_left_out(store: Store, clock: FakeClock) -> None:
    """By reason, the latest first, those of a chat for that chat alone."""
    mine, _ = await store.subscriptions.add(ORDER, BY)
    other, _ = await store.subscriptions.add(replace(ORDER, chat=THERE), BY)
    rows = [
        (mine.id, 20, "late", TODAY - timedelta(days=2)),
        (mine.id, 21, "gone", TODAY),
        (other.id, 20, "late", TODAY - timedelta(days=1)),
        (other.id, 2, "old", TODAY - timedelta(days=20)),
    ]

    def leave(connection: Connection) -> None:
        """Write the record down."""
        for number, day, reason, at in rows:
            values = {"subscription": number, "day": date(2026, 11, day), "reason": reason}
            connection.execute(insert(metadata.tables["skips"]).values(**values, at=at))

    await store.database.write(leave)
    found = (await store.delivery_health.status(clock.now())).skipped
    assert found == [Skipped("gone", 1, TODAY), Skipped("late", 2, TODAY - timedelta(days=1))]
    here = (await store.delivery_health.status(clock.now(), THERE)).skipped
    assert here == [Skipped("late", 1, TODAY - timedelta(days=1))]
    assert await store.delivery_health.skipped(TODAY) == [Skipped("gone", 1, TODAY)]

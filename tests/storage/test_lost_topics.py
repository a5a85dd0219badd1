"""Topics whose messages went to the chat itself are found, and no others."""

from dataclasses import replace
from datetime import date, time, timedelta

from sqlalchemy import update

from bot.core.delivery_health import LostTopic
from bot.core.planning import Plan
from bot.core.principals import Chat, ChatKind
from bot.core.sending import State, Verdict
from bot.core.subscriptions import Days, Occurrence, Schedule, Subscription
from storage.store import Store
from storage.tables import metadata
from tests.fakes import TODAY, FakeClock
from tests.storage.rows import BOT, BY, outcome

GROUP = Chat("telegram", -1002223334445, ChatKind.GROUP, 7)
ORDER = Subscription(
    0, GROUP, "/digest", Schedule(Days.SESSIONS, time(14, 45)), made_at=TODAY,
    next=Occurrence(date(2026, 11, 23), TODAY),
)  # fmt: skip


async def _sent(store: Store, clock: FakeClock, *, to_general: bool) -> None:
    """Plan a digest and send it, at first to its topic."""
    [due] = await store.planning.due(clock.now())
    await store.planning.carry_out([Plan(due, None, [{"text": "digest"}])], {"telegram": BOT})
    [claimed] = await store.outbox.turn(BOT, [], 9, clock.now())
    if to_general:
        again = replace(
            outcome(claimed, State.RETRY, Verdict.MESSAGE_BAD), to_general=True,
            not_before=clock.now(),
        )  # fmt: skip
        [claimed] = await store.outbox.turn(BOT, [again], 9, clock.now())
    await store.outbox.turn(BOT, [outcome(claimed)], 0, clock.now())


async def test_a_topic_that_took_its_message_is_not_lost(store: Store, clock: FakeClock) -> None:
    """Nor is a chat without topics."""
    await store.subscriptions.add(ORDER, BY)
    await _sent(store, clock, to_general=False)
    assert await store.lost_topics.since(TODAY) == []
    await store.database.write(
        lambda at: at.execute(update(metadata.tables["subscriptions"]).values(topic=0))
    )
    assert await store.lost_topics.since(TODAY) == []


async def test_a_topic_that_refused_its_message_is_lost(store: Store, clock: FakeClock) -> None:
    """With the chat's language, from the instant on at which it was noticed."""
    await store.subscriptions.add(ORDER, BY)
    await store.chats.set_language(GROUP, "en", TODAY)
    await _sent(store, clock, to_general=True)
    assert await store.lost_topics.since(TODAY) == [LostTopic(GROUP, BOT, "en")]
    assert await store.lost_topics.since(TODAY + timedelta(seconds=1)) == []

"""Away, back, moved: what stays, what rests, and nothing twice."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import permutations

import pytest

from bot.core.chat_life import Life
from bot.core.ports import StoredButton
from bot.core.principals import Chat, ChatKind
from bot.core.registry import Registry
from bot.core.run_times import RunTimes
from bot.core.sending import State, Verdict
from bot.core.subscriptions import Days, Occurrence, Pause, Schedule, Subscription
from bot.data.closures import load_closures, load_schedule
from bot.market.calendar import TradingCalendar
from storage.store import Store
from tests.fakes import TODAY, FakeClock
from tests.storage.rows import BY, outcome, part, select, states

OLD, NEW = -4001234, -1002223334445
GROUP = Chat("telegram", OLD, ChatKind.GROUP)
SUPERGROUP = replace(GROUP, id=NEW)
RUN = Occurrence(date(2026, 11, 24), TODAY + timedelta(days=1))
ORDER = Subscription(
    0, GROUP, "/digest", Schedule(Days.SESSIONS, time(14, 45)), made_at=TODAY, next=RUN
)


@pytest.fixture
def life(store: Store, clock: FakeClock) -> Life:
    """Return a life over the store, with the real calendar."""
    calendar = TradingCalendar(load_closures(), schedule=load_schedule)
    return Life(store.chat_life, RunTimes(Registry(), calendar), clock)


async def test_an_away_chat_rests_and_keeps_its_settings(store: Store, life: Life) -> None:
    """Orders rest, what waits is dropped; language and what was paused by wish stay (A13)."""
    await store.chats.set_language(GROUP, "en", TODAY)
    await store.subscriptions.add(ORDER, BY)
    asked = replace(ORDER, line="/movers", pause=Pause.ASKED, next=None)
    await store.subscriptions.add(asked, BY)
    await store.outbox.add([part("a", OLD), part("b", 5)])
    await life.away(GROUP, "kicked")
    await life.away(GROUP, "left")
    pauses = [(one.pause, one.next) for one in await store.subscriptions.of(GROUP)]
    assert pauses == [(Pause.GONE, None), (Pause.ASKED, None)]
    assert await store.chats.language(GROUP) == "en"
    assert await states(store) == {"a": "dead", "b": "pending"}
    assert await select(store, "SELECT away FROM chats") == [("kicked",)]


async def test_a_channel_that_refuses_leaves_the_others_of_its_server(
    store: Store, life: Life, clock: FakeClock
) -> None:
    """On Discord rights are a channel's own; a topic of a Telegram group has none."""
    paused: dict[str, list[Pause]] = {}
    for platform in ("discord", "telegram"):
        chat = Chat(platform, 99, ChatKind.GROUP)
        for topic in (7, 8):
            await store.subscriptions.add(replace(ORDER, chat=replace(chat, topic=topic)), BY)
        refused = replace(part(f"{platform} a", 99, bot=f"{platform}:1"), topic=7)
        await store.outbox.add([refused, replace(refused, key=f"{platform} b", topic=8)])
        [claimed] = await store.outbox.turn(f"{platform}:1", [], 1, clock.now())
        gone = outcome(claimed, State.DEAD, Verdict.CHAT_GONE)
        await store.outbox.turn(f"{platform}:1", [gone], 0, clock.now())
        paused[platform] = [one.pause for one in await store.subscriptions.of(chat)]
    assert paused == {"discord": [Pause.GONE, Pause.NONE], "telegram": [Pause.GONE, Pause.GONE]}
    assert {key: state for key, state in (await states(store)).items() if key.endswith("b")} == {
        "discord b": "pending", "telegram b": "dead",
    }  # fmt: skip
    assert await life.back(Chat("discord", 99)) == 1


async def test_a_word_brings_it_back(store: Store, life: Life, clock: FakeClock) -> None:
    """The next event of the chat repairs a single refusal, with the next run from now (A14)."""
    await store.subscriptions.add(ORDER, BY)
    await life.away(GROUP, "403")
    clock.pass_time(3 * 86_400)
    await life.heard(replace(GROUP, topic=7))
    [order] = await store.subscriptions.of(GROUP)
    assert order.pause is Pause.NONE
    assert order.next is not None
    assert order.next.at > clock.now()
    assert not await store.chat_life.is_away(GROUP)
    assert await life.back(GROUP) == 0


async def test_a_word_changes_nothing_where_the_bot_was_there(store: Store, life: Life) -> None:
    """What the chat paused itself stays paused."""
    await store.subscriptions.add(replace(ORDER, pause=Pause.ASKED, next=None), BY)
    await life.heard(GROUP)
    assert await life.back(GROUP) == 0
    assert [one.pause for one in await store.subscriptions.of(GROUP)] == [Pause.ASKED]


async def test_an_order_without_a_zone_does_not_come_back(store: Store, life: Life) -> None:
    """Its zone went while the bot was away."""
    lost = replace(ORDER, schedule=replace(ORDER.schedule, zone="Mars/Olympus"))
    await store.subscriptions.add(lost, BY)
    await life.away(GROUP, "left")
    assert await life.back(GROUP) == 1
    assert [one.pause for one in await store.subscriptions.of(GROUP)] == [Pause.ZONE]


@pytest.mark.parametrize("order", list(permutations(("to", "from", "refusal"))))
async def test_a_move_twice_in_any_order(
    store: Store, life: Life, clock: FakeClock, order: tuple[str, ...]
) -> None:
    """One row for the chat, one order of a kind, open messages readdressed (A16, A17)."""
    await store.chats.set_language(GROUP, "en", TODAY)
    first, _ = await store.subscriptions.add(ORDER, BY)
    await store.subscriptions.add(replace(ORDER, line="/movers"), BY)
    await store.subscriptions.add(replace(ORDER, chat=SUPERGROUP), BY)
    await store.outbox.add([part("a", OLD)])
    button = StoredButton("v1.a", "/move 2330", "telegram", OLD, None, TODAY)
    await store.buttons.keep([button])
    for signal in (*order, *order):
        clock.pass_time(1)
        if signal == "refusal":
            await store.outbox.add([part("late", OLD)])
        await life.moved("telegram", OLD, NEW)
    assert await store.subscriptions.of(GROUP) == []
    held = await store.subscriptions.of(SUPERGROUP)
    assert [(one.id, one.line) for one in held] == [
        (first.id, "/digest"),
        (first.id + 1, "/movers"),
    ]
    assert await select(store, "SELECT id, settings FROM chats") == [(NEW, '{"language":"en"}')]
    rows = await select(store, "SELECT DISTINCT chat, shard, target FROM outbox")
    assert rows == [(NEW, abs(NEW) % 16, f'{{"chat_id":{NEW}}}')]
    assert await store.buttons.find("v1.a") == replace(button, chat=NEW)


async def test_a_late_refusal_under_the_old_id_says_nothing(store: Store, life: Life) -> None:
    """The chat is there, under its new id, and stays one row."""
    await store.chats.set_language(GROUP, "en", TODAY)
    await store.subscriptions.add(ORDER, BY)
    await life.moved("telegram", OLD, NEW)
    await life.away(GROUP, "gone")
    assert await select(store, "SELECT id, away FROM chats") == [(NEW, "")]
    assert [one.pause for one in await store.subscriptions.of(SUPERGROUP)] == [Pause.NONE]


async def test_an_old_id_leads_to_the_new_one(life: Life) -> None:
    """Kind and topic stay; an id that never moved leads to itself."""
    await life.moved("telegram", OLD, NEW)
    assert await life.newest(replace(GROUP, topic=3)) == replace(SUPERGROUP, topic=3)
    assert await life.newest(replace(GROUP, id=-5)) == replace(GROUP, id=-5)
    assert await life.newest(replace(GROUP, platform="discord")) == replace(
        GROUP, platform="discord"
    )


async def test_the_newer_choice_counts(store: Store, life: Life) -> None:
    """Whichever id it was made under."""
    await store.chats.set_language(GROUP, "en", TODAY)
    await store.chats.set_language(SUPERGROUP, "zh-TW", TODAY + timedelta(seconds=1))
    await life.moved("telegram", OLD, NEW)
    assert await store.chats.language(SUPERGROUP) == "zh-TW"


async def test_a_second_move_is_followed(store: Store, life: Life) -> None:
    """A late signal of the first one ends at the newest id, and orders do not get lost on it."""
    newest = -1009998887776
    await life.moved("telegram", OLD, NEW)
    await life.moved("telegram", NEW, newest)
    await store.subscriptions.add(ORDER, BY)
    await life.moved("telegram", OLD, NEW)
    assert (await life.newest(GROUP)).id == newest
    assert len(await store.subscriptions.of(replace(GROUP, id=newest))) == 1


async def test_a_chat_that_moved_while_away_comes_back(store: Store, life: Life) -> None:
    """The mark moves along: else its orders would rest for ever."""
    await store.subscriptions.add(ORDER, BY)
    await store.chats.set_language(SUPERGROUP, "en", TODAY)
    await life.away(GROUP, "403")
    await life.moved("telegram", OLD, NEW)
    await life.heard(SUPERGROUP)
    assert [one.pause for one in await store.subscriptions.of(SUPERGROUP)] == [Pause.NONE]


async def test_a_twin_that_goes_takes_its_messages_along(store: Store, life: Life) -> None:
    """The same digest was planned under both ids: the chat gets it once."""
    await store.subscriptions.add(ORDER, BY)
    twin, _ = await store.subscriptions.add(replace(ORDER, chat=SUPERGROUP), BY)
    await store.outbox.add([part("a", OLD), part("b", NEW)])
    await store.database.write(
        lambda at: at.exec_driver_sql(
            f"UPDATE outbox SET subscription = {twin.id} WHERE key = 'b'"  # noqa: S608 - a number
        )
    )
    await life.moved("telegram", OLD, NEW)
    assert await states(store) == {"a": "pending", "b": "dead"}

"""`/broadcast` and `/chats` over the real tables: every chat once, in its language, or stopped."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.core.broadcasts import Layout, read_text
from bot.core.principals import Chat, ChatKind
from bot.core.subscriptions import Days, Pause, Schedule, Subscription
from bot.market.bilingual import Bilingual
from storage.store import Store
from tests.fakes import TODAY, FakeClock
from tests.storage.rows import BY, outcome, select
from tests.storage.served import GROUP, OWNER, Served
from tests.telling import fault_of, lines_of, text_of

LINE = "/broadcast zh: 今晚 22:00 更新，約十分鐘。 en: Update tonight at 22:00, ten minutes."
BOT = "telegram:1"
LAYOUTS = [
    Layout("telegram", language, BOT, [{"text": f"{language} one"}, {"text": f"{language} two"}])
    for language in ("zh-TW", "en")
]


def group(number: int, platform: str = "telegram") -> Chat:
    """Return a group."""
    return Chat(platform, number, ChatKind.GROUP)


@pytest.fixture
async def served(store: Store, clock: FakeClock) -> Served:
    """Return a core over a store with chats of every sort."""
    life, now = store.chat_life, clock.now()
    for chat, days in ((group(-1), 0), (group(-2), 90), (group(-3), 91), (group(-4), 1)):
        await life.heard(chat, now - timedelta(days=days))
    await life.heard(Chat("telegram", 5), now)
    await life.heard(group(77, "discord"), now)
    await store.chat_settings.choose(group(-2), "language", "en", BY)
    order = Subscription(
        0, replace(group(-6), topic=9), "/digest", Schedule(Days.SESSIONS, time(14, 45)),
        made_at=TODAY,
    )  # fmt: skip
    await store.subscriptions.add(order, BY)
    paused = replace(order, chat=group(-7), pause=Pause.ASKED)
    await store.subscriptions.add(paused, BY)
    await life.away(group(-4), "403", now)
    await life.heard(Chat("telegram", OWNER), now)
    return Served(store, clock)


async def messages(store: Store) -> Sequence[tuple[object, ...]]:
    """Return where each message goes, what it says, and how it stands."""
    rows = await select(
        store,
        "SELECT chat, topic, body, state, priority FROM outbox JOIN content ON hash = content"
        " WHERE kind = 'broadcast' ORDER BY chat DESC, outbox.id",
    )
    return [
        (chat, topic, json.loads(str(body))["text"], *rest) for chat, topic, body, *rest in rows
    ]


async def carried(served: Served) -> int:
    """Do what the program does every minute."""
    latest = await served.store.broadcasts.latest()
    assert latest is not None
    now = served.clock.now()
    return await served.store.broadcasts.carry_out(latest, LAYOUTS, "zh-TW", now)


async def test_each_chat_gets_it_once_in_its_language(served: Served) -> None:
    """Subscribers and chats of the last 90 days; nobody who is away, and never twice."""
    preview = await served.alone(LINE)
    assert "今晚 22:00 更新，約十分鐘。" in text_of(preview)
    assert "Update tonight at 22:00, ten minutes." in text_of(preview)
    assert "Telegram 5" in text_of(preview)
    assert await messages(served.store) == []
    [line] = lines_of(preview)
    assert "within a minute" in text_of(await served.alone(line))
    assert await carried(served) == 10
    assert await carried(served) == 0
    told = [(chat, topic, text, priority) for chat, topic, text, _, priority in
            await messages(served.store)]  # fmt: skip
    zh, en = ("zh-TW one", "zh-TW two"), ("en one", "en two")
    due = [(5, None, zh), (OWNER, None, zh), (-1, None, zh), (-2, None, en), (-6, 9, zh)]
    assert told == [(chat, topic, text, 3) for chat, topic, texts in due for text in texts]
    assert fault_of(await served.alone(line)).kind == "asker"


async def test_stopping_drops_what_has_not_left(served: Served) -> None:
    """What was sent stays sent; what is in flight comes to its end; nothing else leaves."""
    await served.alone(lines_of(await served.alone(LINE))[0])
    await carried(served)
    outbox, now = served.store.outbox, served.clock.now()
    first, *_ = claimed = await outbox.turn(BOT, [], 2, now)
    await outbox.turn(BOT, [outcome(first)], 0, now)
    assert len(claimed) == 2
    assert "1 sent, 9 wait" in text_of(await served.alone("/broadcast"))
    stopped = await served.alone("/broadcast stop")
    assert stopped.summary == {"dropped": 8}
    assert "1 sent, 1 wait, 0 lost, 8 stopped" in text_of(stopped)
    await outbox.turn(BOT, [outcome(claimed[1])], 0, now)
    assert await outbox.turn(BOT, [], 9, now) == []
    assert fault_of(await served.alone("/broadcast stop")).kind == "asker"


async def test_a_stop_before_it_leaves_sends_nothing(served: Served) -> None:
    """Between the press and the minute's look."""
    await served.alone(lines_of(await served.alone(LINE))[0])
    latest = await served.store.broadcasts.latest()
    assert latest is not None
    await served.alone("/broadcast stop")
    now = served.clock.now()
    assert await served.store.broadcasts.carry_out(latest, LAYOUTS, "zh-TW", now) == 0
    assert await carried(served) == 0


async def test_one_at_a_time_and_the_newest_draft_only(served: Served) -> None:
    """An older button sends nothing; a second broadcast waits for the first one's end."""
    [old] = lines_of(await served.alone(LINE))
    served.clock.pass_time(1)
    [new] = lines_of(await served.alone("/broadcast Hello, all."))
    assert fault_of(await served.alone(old)).kind == "asker"
    assert (await served.alone(new)).ok
    served.clock.pass_time(1)
    [third] = lines_of(await served.alone("/broadcast Again."))
    assert fault_of(await served.alone(third)).kind == "asker"
    await served.alone("/broadcast stop")
    assert (await served.alone(third)).ok


async def test_it_is_recorded_under_the_operator(served: Served) -> None:
    """Who sent what, and who stopped it."""
    await served.alone(lines_of(await served.alone("/broadcast Hello."))[0])
    await served.alone("/broadcast stop")
    log = text_of(await served.alone("/log operator"))
    assert f"telegram:{OWNER} · Broadcast: — → Hello." in log
    assert "on → stopped" in log


async def test_only_owners_and_only_in_private(served: Served) -> None:
    """Nobody else, and no owner before a group's eyes."""
    for reply in (await served.ask(LINE), await served.ask(LINE, OWNER, GROUP)):
        assert "owners" in fault_of(reply).message
    assert fault_of(await served.alone("/broadcast " + "x" * 1501)).kind == "asker"


async def test_a_forgotten_or_banned_chat_is_not_written_to(served: Served) -> None:
    """And a chat that moved gets it under its new id."""
    await served.alone("/ban chat telegram:-1")
    await served.store.chat_life.forget(group(-2), 0, served.clock.now())
    await served.alone(lines_of(await served.alone("/broadcast Hello."))[0])
    await carried(served)
    assert {row[0] for row in await messages(served.store)} == {5, OWNER, -6}
    await served.store.chat_life.forget(group(-6), 0, served.clock.now())
    assert {row[0] for row in await messages(served.store)} == {5, OWNER}


async def test_chats_are_counted_and_never_named(served: Served) -> None:
    """By platform and kind."""
    told = await served.alone("/chats")
    assert told.summary == {
        "telegram_private": {"chats": 2, "active": 2, "away": 0, "subscriptions": 0},
        "telegram_group": {"chats": 6, "active": 3, "away": 1, "subscriptions": 2},
        "discord_group": {"chats": 1, "active": 1, "away": 0, "subscriptions": 0},
    }
    assert "-6" not in text_of(told)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("Hello.", "Hello.", "Hello."),
        ("zh: 好，嗎 en: Hi, all", "好，嗎", "Hi, all"),
        ("EN：Hi\nZH：好\n好", "好\n好", "Hi"),
        ("zh: only", "zh: only", "zh: only"),
    ],
)
def test_both_languages_are_read(text: str, zh: str, en: str) -> None:
    """In either order; a text with one mark is a text."""
    assert read_text(text) == Bilingual(zh, en)

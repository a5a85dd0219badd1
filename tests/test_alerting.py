"""Owners hear of what only they can mend, once a day, on a platform that works."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from bot.alerting import Alerts
from bot.app import Banquet, assemble
from bot.config import load
from bot.core.errors import OperatorError
from bot.core.principals import Chat, ChatKind
from bot.core.sending import State, Verdict
from bot.core.subscriptions import Days, Schedule, Subscription
from bot.health import ProgramHealth
from bot.noticing import keep_noticing
from bot.topic_notices import TopicNotices
from storage.tables import metadata
from tests.fakes import TODAY, FakeClock
from tests.offline import OFFLINE
from tests.standins.telegram.world import TOKEN
from tests.storage.rows import BY, outcome, part, select

BOT = f"telegram:{TOKEN.partition(':')[0]}"
SETTINGS = {
    "BANQUET_TELEGRAM__TOKEN": TOKEN,
    "BANQUET_DISCORD__TOKEN": "a-token",
    "BANQUET_BOT__OWNERS": "telegram:41,telegram:42,discord:43",
    "BANQUET_BOT__LANGUAGE": "en",
}


@pytest.fixture
async def banquet(tmp_path: Path) -> AsyncIterator[Banquet]:
    """Return a Banquet with both platforms and three owners."""
    config = load(None, OFFLINE | SETTINGS).in_directory(tmp_path)
    opened = await assemble(config, FakeClock())
    yield opened
    await opened.close()


async def _miss(banquet: Banquet, number: int = 1) -> None:
    """Leave a run out, now."""
    values = {"subscription": number, "day": date(2026, 11, 23), "reason": "missed: a test"}
    record = insert(metadata.tables["skips"]).values(**values, at=banquet.clock.now())
    await banquet.store.database.write(lambda connection: connection.execute(record))


async def _told(banquet: Banquet) -> list[tuple[object, ...]]:
    """Return to whom messages are addressed, and what they say."""
    rows = await select(
        banquet.store,
        "SELECT chat, kind, body FROM outbox JOIN content ON hash = content"
        " WHERE kind = 'notice' ORDER BY chat, id",
    )
    return [(chat, kind, str(json.loads(str(body)))) for chat, kind, body in rows]


async def test_a_missed_digest_is_told_once_a_day(banquet: Banquet) -> None:
    """Each owner gets one message, however often it is looked at."""
    alerts = Alerts(banquet)
    assert await alerts.look() == 0
    await _miss(banquet)
    assert await alerts.look() == 3
    await _miss(banquet, 2)
    assert await Alerts(banquet).look() == 0
    told = await _told(banquet)
    assert [chat for chat, _, _ in told] == [41, 42, 43]
    for one in told:
        assert "Runs of subscriptions that were not sent: 1" in str(one)
        assert "1 × missed: a test" in str(one)
    targets = await select(banquet.store, "SELECT chat, target FROM outbox ORDER BY chat")
    assert targets == [(41, "{}"), (42, "{}"), (43, '{"recipient":"43"}')]


async def test_tomorrow_is_another_day(banquet: Banquet) -> None:
    """What is missed then is told then."""
    alerts = Alerts(banquet)
    await _miss(banquet)
    assert await alerts.look() == 3
    assert isinstance(banquet.clock, FakeClock)
    banquet.clock.pass_time(timedelta(days=2).total_seconds())
    assert await alerts.look() == 0
    await _miss(banquet, 2)
    assert await alerts.look() == 3


async def test_a_refused_platform_is_told_on_the_other_one(
    banquet: Banquet, caplog: pytest.LogCaptureFixture
) -> None:
    """What the operator was given as the reason is told on Telegram, and logged once."""
    banquet.off["discord"] = OperatorError("[discord] token: refused")
    alerts = Alerts(banquet)
    with caplog.at_level(logging.ERROR):
        assert await alerts.look() == 2
        assert await alerts.look() == 0
    assert caplog.text.count("Discord is off. [discord] token: refused") == 1
    assert await ProgramHealth(banquet).ready() == {
        "store": True, "telegram": True, "discord": False,
    }  # fmt: skip


async def test_a_refused_telegram_stands_in_the_log_and_is_told_on_discord(
    banquet: Banquet, caplog: pytest.LogCaptureFixture
) -> None:
    """No message is added that could not leave (A21)."""
    await banquet.store.outbox.add([part("a", bot=BOT)])
    [claimed] = await banquet.store.outbox.turn(BOT, [], 1, banquet.clock.now())
    refused = replace(
        outcome(claimed, State.RETRY, Verdict.BOT_REFUSED), reason="401: Unauthorized"
    )
    await banquet.store.outbox.turn(BOT, [refused], 0, banquet.clock.now())
    with caplog.at_level(logging.ERROR):
        assert await Alerts(banquet).look() == 1
    assert "Telegram does not take the bot's token." in caplog.text
    assert (await ProgramHealth(banquet).ready())["telegram"] is False


async def test_gauges_have_small_sets_of_labels(banquet: Banquet) -> None:
    """Platforms and kinds, never an id."""
    await banquet.store.outbox.add([part("a", 4711), part("b", 4712)])
    await _miss(banquet)
    assert isinstance(banquet.clock, FakeClock)
    banquet.clock.pass_time(30)
    found = await ProgramHealth(banquet).gauges()
    numbers = {(one.name, *one.labels.values()): one.value for one in found}
    assert numbers["outbox_waiting", "telegram"] == 2
    assert numbers["outbox_oldest_waiting_seconds", "telegram"] == 30
    assert numbers[("digest_skipped_week",)] == 1
    assert {label for one in found for label in one.labels} <= {"platform", "kind"}
    assert "4711" not in str(found)


async def test_a_lost_topic_is_told_once(banquet: Banquet) -> None:
    """In General, with the way to change it; the next minutes add nothing."""
    group = Chat("telegram", -1002223334445, ChatKind.GROUP, 7)
    order = Subscription(0, group, "/digest", Schedule(Days.SESSIONS, time(14, 45)), made_at=TODAY)
    kept, _ = await banquet.store.subscriptions.add(order, BY)
    await banquet.store.outbox.add([part("a", group.id, bot=BOT)])
    sent = {"subscription": kept.id, "method": "push", "state": "sent", "settled_at": TODAY}
    outbox = metadata.tables["outbox"]
    await banquet.store.database.write(lambda at: at.execute(update(outbox).values(sent)))
    notices = TopicNotices(banquet)
    assert await notices.look() == 1
    assert await notices.look() == 0
    assert await TopicNotices(banquet).look() == 0
    [(chat, _, words)] = await _told(banquet)
    assert chat == group.id
    assert "A topic is closed or gone" in str(words)


async def test_no_failure_ends_the_looking(
    banquet: Banquet, caplog: pytest.LogCaptureFixture
) -> None:
    """One look that fails leaves the others and the next minute alone."""
    tries: list[str] = []

    class Broken:
        """A look with a bug."""

        async def look(self) -> int:
            """Fail."""
            tries.append("broken")
            raise ValueError("a bug")

    class Sound:
        """A look that ends the test at its second time."""

        async def look(self) -> int:
            """Count."""
            tries.append("sound")
            if tries.count("sound") == 2:
                raise asyncio.CancelledError
            return 0

    with pytest.raises(asyncio.CancelledError):
        await keep_noticing([Broken(), Sound()], banquet)
    assert tries == ["broken", "sound"] * 2
    assert "ValueError: a bug" in caplog.text

"""A chat that nothing arrives in for a week rests; a platform that is down lets nobody rest."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.core.chat_life import Life
from bot.core.principals import Chat
from bot.core.registry import Registry
from bot.core.run_times import RunTimes
from bot.core.sending import Answer, Delivery
from bot.core.subscriptions import Days, Occurrence, Pause, Schedule, Subscription
from bot.market.calendar import TradingCalendar
from tests.delivery.conftest import Scene
from tests.delivery.platform import OK, rested
from tests.fakes import TODAY
from tests.storage.rows import BY, part, select

DAY = 86_400.0
TIMED_OUT = Answer("perhaps_sent", description="timed out")
NO_BYTE = Answer("not_sent", description="connection refused")
FAILED = Answer("refused", code=500, description="Internal Server Error")
ORDER = Subscription(
    0, Chat("telegram", 5), "/digest", Schedule(Days.DAILY, time(14, 45)), made_at=TODAY,
    next=Occurrence(date(2027, 1, 1), TODAY + timedelta(days=40)),
)  # fmt: skip


async def _daily(scene: Scene, days: int, *chats: int) -> None:
    """Push to some chats for so many days, each message good for a minute."""
    for _ in range(days):
        end = scene.clock.now() + timedelta(minutes=1)
        day = f"{scene.clock.monotonic():.0f}"
        parts = [replace(part(f"{day} {chat}", chat=chat), expires_at=end) for chat in chats]
        await scene.store.outbox.add(parts)
        scene.drain.wake()
        await rested(scene.clock)
        await scene.all_in("sent", "dead", "expired")
        scene.clock.move(DAY - scene.clock.monotonic() % DAY)


async def _paused(scene: Scene) -> list[Pause]:
    """Return why the chat's orders rest."""
    return [one.pause for one in await scene.store.subscriptions.of(ORDER.chat)]


def _only_fives(answer: Answer, one: Delivery) -> Answer:
    """Fail for one chat."""
    return answer if one.part.chat == 5 else OK


@pytest.mark.parametrize("answer", [TIMED_OUT, FAILED, Answer("garbled", code=200)])
async def test_a_week_of_failures_lets_the_orders_rest(scene: Scene, answer: Answer) -> None:
    """Not before the seventh day is over; a word of the chat brings them back."""
    scene.platform.script = lambda one: _only_fives(answer, one)
    await scene.store.subscriptions.add(ORDER, BY)
    await scene.start()
    await _daily(scene, 7, 5, 6)
    assert await _paused(scene) == [Pause.NONE]
    await _daily(scene, 1, 5, 6)
    assert await _paused(scene) == [Pause.FAILED]
    life = Life(scene.store.chat_life, RunTimes(Registry(), TradingCalendar({})), scene.clock)
    await life.heard(ORDER.chat)
    assert await _paused(scene) == [Pause.NONE]
    assert await select(scene.store, "SELECT failing_since FROM chats WHERE id = 5") == [(None,)]


async def test_a_success_begins_the_week_anew(scene: Scene) -> None:
    """One message that arrives is enough."""
    scene.platform.script = lambda one: _only_fives(TIMED_OUT, one)
    await scene.store.subscriptions.add(ORDER, BY)
    await scene.start()
    await _daily(scene, 5, 5, 6)
    scene.platform.script = lambda _one: OK
    await _daily(scene, 1, 5, 6)
    scene.platform.script = lambda one: _only_fives(TIMED_OUT, one)
    await _daily(scene, 6, 5, 6)
    assert await _paused(scene) == [Pause.NONE]


@pytest.mark.parametrize("answer", [TIMED_OUT, NO_BYTE])
async def test_an_outage_of_the_platform_lets_nobody_rest(scene: Scene, answer: Answer) -> None:
    """Nobody else was reached either."""
    scene.platform.script = lambda _one: answer
    await scene.store.subscriptions.add(ORDER, BY)
    await scene.start()
    await _daily(scene, 9, 5, 6)
    assert await _paused(scene) == [Pause.NONE]

"""What becomes of an order's next run when the order is changed."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handlers
from bot.core.clock import TAIPEI
from bot.core.principals import Chat
from bot.core.registry import registry
from bot.core.run_times import RunTimes
from bot.core.subscriptions import Days, Occurrence, Schedule, Subscription
from bot.market.calendar import TradingCalendar

handlers.load()
TIMES = RunTimes(registry, TradingCalendar({}))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return an instant of February 2025 in Taipei."""
    return datetime(2025, 2, day, hour, minute, tzinfo=TAIPEI)


def order(when: time | None, next_at: datetime | None, made: datetime) -> Subscription:
    """Return an order that was made and waits for its next run."""
    run = Occurrence(next_at.date(), next_at) if next_at else None
    return Subscription(
        1, Chat("console", 0), "/index", Schedule(Days.SESSIONS, when), next=run, made_at=made
    )


def moved(before: Subscription, to: time | None, now: datetime) -> Occurrence | None:
    """Return the next run once the time is another one."""
    changed = replace(before, schedule=replace(before.schedule, at=to))
    return TIMES.after_change(before, changed, now)


@pytest.mark.parametrize(
    ("next_at", "to", "now", "expected"),
    [
        # Not yet run today: today at the other time, or tomorrow where that has passed.
        (at(4, 14, 45), time(16), at(4, 12), at(4, 16)),
        (at(4, 14, 45), time(9, 5), at(4, 12), at(5, 9, 5)),
        # Run today: the same date does not come again.
        (at(5, 14, 45), time(16), at(4, 15), at(5, 16)),
        # Due, and waiting for its figures: it stays due unless the new time is still to come.
        (at(4, 14, 45), time(14), at(4, 15), at(4, 14, 45)),
        (at(4, 14, 45), time(16), at(4, 15), at(4, 16)),
        # Resumed.
        (None, time(16), at(4, 15), at(4, 16)),
    ],
)
def test_a_changed_time_loses_no_date_and_promises_none_twice(
    next_at: datetime | None, to: time, now: datetime, expected: datetime
) -> None:
    """The order was made the day before."""
    found = moved(order(time(14, 45), next_at, at(3, 10)), to, now)
    assert found == Occurrence(expected.date(), expected)


def test_an_order_of_today_may_still_run_today() -> None:
    """It was made after its time, so that nothing has come yet."""
    found = moved(order(time(14, 45), at(5, 14, 45), at(4, 15)), time(16), at(4, 15, 1))
    assert found == Occurrence(date(2025, 2, 4), at(4, 16))


@given(
    st.times(),
    st.times(),
    st.datetimes(datetime(2025, 2, 4), datetime(2025, 2, 8)),  # noqa: DTZ001 - the zone is given below
)
def test_every_session_is_run_once_whatever_the_times(
    first: time, second: time, changed_at: datetime
) -> None:
    """Dates carried out before the change and dates to come make all sessions, each once."""
    now = changed_at.replace(tzinfo=TAIPEI)
    made = order(first.replace(second=0, microsecond=0), None, at(3, 0))
    runs = list(TIMES.coming(made, at(3, 0), 12))
    done = [one.day for one in runs if one.at <= now]
    before = replace(made, next=next(one for one in runs if one.at > now))
    found = moved(before, second.replace(second=0, microsecond=0), now)
    assert found is not None
    assert found.at > now
    assert found.day not in done
    calendar = TIMES.calendar
    missed = calendar.sessions(done[-1] if done else at(3, 0).date(), found.day)
    # Only the day of the change may fall between: its new time had passed already.
    assert len([day for day in missed if day not in (*done, found.day)]) <= 1


def test_what_is_stored_comes_first() -> None:
    """Also where it is due already and waits."""
    one = order(None, at(4, 13, 40), at(3, 10))
    assert [run.day.day for run in TIMES.stored(one, 3)] == [4, 5, 6]
    assert TIMES.stored(replace(one, next=None), 3) == []

"""What should have been fetched by now: the day's prices, then what completes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.core.clock import TAIPEI
from bot.core.intake import Dataset
from bot.market.calendar import TradingCalendar

PUBLISHED = time(13, 45)
"""When the exchanges publish a session's prices, at the earliest."""
TABLES_PUBLISHED = time(14, 45)
MORNING = time(7, 30)
"""The tables of the day's corporate actions are there before the open."""
RECHECKED = time(8, 10)
"""The session before is fetched once more: a figure may have been restated overnight."""
SHARES_PUBLISHED = time(18, 0)
EVENING = time(20, 0)
"""A session without any data by now was none."""
SESSIONS_BACK = 5
_WEEK = timedelta(days=7)
_NEXT_YEAR_KNOWN_FROM = 12

PRICES = (Dataset.TWSE_PRICES, Dataset.TPEX_PRICES)
_INDICES = (Dataset.TWSE_INDEX, Dataset.TWSE_INDEX_PRICES, Dataset.TPEX_INDEX)
_EVERY_MORNING = (
    Dataset.TWSE_DIVIDENDS,
    Dataset.TWSE_DIVIDENDS_AHEAD,
    Dataset.TWSE_REDUCTIONS,
    Dataset.TWSE_PAR_CHANGES,
    Dataset.TWSE_SPLITS,
    Dataset.TPEX_DIVIDENDS,
    Dataset.TPEX_REDUCTIONS,
    Dataset.TPEX_PAR_CHANGES,
    Dataset.TPEX_SPLITS,
    Dataset.TPEX_REVERSE_SPLITS,
)


@dataclass(frozen=True, slots=True)
class Duty:
    """A table to be held as it was at `since` or later."""

    dataset: Dataset
    day: date
    since: datetime


def duties(now: datetime, calendar: TradingCalendar) -> Iterator[Duty]:
    """Yield what is due at an instant, the most wanted first."""
    local = now.astimezone(TAIPEI)
    today = local.date()
    past = _sessions(today if local.time() >= PUBLISHED else _before(today), calendar, today)
    for session in past:
        for dataset in PRICES:
            yield Duty(dataset, session, _at(session, PUBLISHED))
    if past:
        yield from _completing(past[0], local)
    if local.time() >= MORNING and calendar.is_session(today, known_on=today):
        for dataset in _EVERY_MORNING:
            yield Duty(dataset, today, _at(today, MORNING))
    yield from _listings(local)


def undecided(now: datetime, calendar: TradingCalendar) -> list[date]:
    """List the sessions that are closures when no exchange has any data for them by now."""
    local = now.astimezone(TAIPEI)
    today = local.date()
    return _sessions(today if local.time() >= EVENING else _before(today), calendar, today)


def _completing(session: date, local: datetime) -> Iterator[Duty]:
    """Yield what completes the newest session: indices, issued shares, a second look."""
    if local >= (since := _at(session, TABLES_PUBLISHED)):
        for dataset in _INDICES:
            yield Duty(dataset, session, since)
    if local >= (since := _at(session, SHARES_PUBLISHED)):
        yield Duty(Dataset.TWSE_SHARES, session, since)
    if session < local.date() and local.time() >= RECHECKED:
        for dataset in PRICES:
            yield Duty(dataset, session, _at(local.date(), RECHECKED))


def _listings(local: datetime) -> Iterator[Duty]:
    """Yield the masters and schedules, once a week."""
    monday = _at(local.date() - timedelta(days=local.weekday()), MORNING)
    since = monday if local >= monday else monday - _WEEK
    yield Duty(Dataset.TWSE_COMPANIES, local.date(), since)
    yield Duty(Dataset.TPEX_COMPANIES, local.date(), since)
    yield Duty(Dataset.TWSE_HOLIDAYS, local.date(), since)
    if local.month >= _NEXT_YEAR_KNOWN_FROM:
        yield Duty(Dataset.TWSE_HOLIDAYS, date(local.year + 1, 1, 1), since)


def _sessions(day: date, calendar: TradingCalendar, today: date) -> list[date]:
    """List the last sessions up to a day, the newest first."""
    found: list[date] = []
    session = calendar.latest(day, known_on=today)
    while session is not None and len(found) < SESSIONS_BACK:
        found.append(session)
        session = calendar.before(session, known_on=today)
    return found


def _before(day: date) -> date:
    """Return the day before."""
    return day - timedelta(days=1)


def _at(day: date, moment: time) -> datetime:
    """Return an instant of a day in Taipei."""
    return datetime.combine(day, moment, TAIPEI)

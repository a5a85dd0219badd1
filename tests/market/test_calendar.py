"""Sessions and closures, against the exchange's schedules and the closes that exist."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.market.calendar import (
    CLOSURE_NAMES,
    SATURDAY_SESSIONS,
    Closure,
    ClosureKind,
    OutsideCalendar,
    TradingCalendar,
)

KONG_REY = date(2024, 10, 31)
CALENDAR = TradingCalendar({KONG_REY: "Typhoon Kong-rey"})
DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31))

SETTLEMENT_ONLY = [
    date(2023, 1, 18),
    date(2024, 2, 6),
    date(2024, 2, 7),
    date(2025, 1, 23),
    date(2025, 1, 24),
    date(2026, 2, 12),
    date(2026, 2, 13),
    date(2027, 2, 2),
    date(2027, 2, 3),
]
WEEKDAY_CLOSURES_2025 = (
    "01-01 01-23 01-24 01-27 01-28 01-29 01-30 01-31 02-28 04-03 04-04 05-01 05-30 "
    "09-29 10-06 10-10 10-24 12-25"
)
WEEKDAY_CLOSURES_2026 = (
    "01-01 02-12 02-13 02-16 02-17 02-18 02-19 02-20 02-27 04-03 04-06 05-01 06-19 "
    "09-25 09-28 10-09 10-26 12-25"
)
LUNAR_YEARS = [
    # last session of the old lunar year, first of the new one
    (date(2015, 2, 13), date(2015, 2, 24)),
    (date(2016, 2, 3), date(2016, 2, 15)),
    (date(2017, 1, 24), date(2017, 2, 2)),
    (date(2018, 2, 12), date(2018, 2, 21)),
    (date(2019, 1, 30), date(2019, 2, 11)),
    (date(2020, 1, 20), date(2020, 1, 30)),
    (date(2021, 2, 5), date(2021, 2, 17)),
    (date(2022, 1, 26), date(2022, 2, 7)),
    (date(2023, 1, 17), date(2023, 1, 30)),
    (date(2024, 2, 5), date(2024, 2, 15)),
    (date(2025, 1, 22), date(2025, 2, 3)),
    (date(2026, 2, 11), date(2026, 2, 23)),
    (date(2027, 2, 1), date(2027, 2, 11)),
]


@pytest.mark.parametrize("day", SETTLEMENT_ONLY)
def test_knows_the_days_of_settlement_without_trading(day: date) -> None:
    """The two days before the lunar holidays settle trades and hold none."""
    assert CALENDAR.closure(day) == Closure(
        day, ClosureKind.SETTLEMENT_ONLY, "Settlement only, no trading"
    )


@pytest.mark.parametrize(
    ("year", "closed"), [(2025, WEEKDAY_CLOSURES_2025), (2026, WEEKDAY_CLOSURES_2026)]
)
def test_lists_a_years_closures(year: int, closed: str) -> None:
    """The weekday closures are those of the exchange's schedule."""
    found = CALENDAR.closures(date(year, 1, 1), date(year, 12, 31))
    assert " ".join(f"{each.day:%m-%d}" for each in found) == closed


def test_knows_the_make_up_holidays_of_2027() -> None:
    """Days that another library takes for sessions are holidays."""
    assert CALENDAR.closure(date(2027, 4, 6)) == Closure(
        date(2027, 4, 6), ClosureKind.HOLIDAY, "Children's Day"
    )
    assert CALENDAR.closure(date(2027, 12, 24)) == Closure(
        date(2027, 12, 24), ClosureKind.HOLIDAY, "Constitution Day"
    )


@pytest.mark.parametrize(("closing", "opening"), LUNAR_YEARS)
def test_finds_the_ends_of_the_lunar_year(closing: date, opening: date) -> None:
    """The sessions around the lunar holidays are those of each year's schedule."""
    assert CALENDAR.last_of_lunar_year(opening.year) == closing
    assert CALENDAR.first_of_lunar_year(opening.year) == opening
    assert CALENDAR.after(closing) == opening
    assert CALENDAR.before(opening) == closing


def test_a_typhoon_is_known_from_its_day_on() -> None:
    """Nobody knows of a typhoon's closure the day before."""
    eve = KONG_REY - timedelta(days=1)
    assert CALENDAR.closure(KONG_REY) == Closure(
        KONG_REY, ClosureKind.UNSCHEDULED, "Typhoon Kong-rey"
    )
    assert CALENDAR.closure(KONG_REY, known_on=KONG_REY) is not None
    assert CALENDAR.closure(KONG_REY, known_on=eve) is None
    assert CALENDAR.after(eve, known_on=eve) == KONG_REY
    assert CALENDAR.after(eve, known_on=KONG_REY) == date(2024, 11, 1)
    assert CALENDAR.latest(KONG_REY) == eve


def test_traded_on_some_saturdays_until_2018() -> None:
    """Saturdays that made up for bridge days were sessions then, and are not since 2019."""
    assert CALENDAR.is_session(date(2016, 1, 30))
    assert CALENDAR.is_session(date(2018, 12, 22))
    assert not CALENDAR.is_session(date(2023, 6, 17))
    assert all(day.weekday() == 5 for day in SATURDAY_SESSIONS)


def test_neighbours_end_with_the_range() -> None:
    """There is no session before the first nor after the last day."""
    assert CALENDAR.before(date(2015, 1, 5)) is None
    assert CALENDAR.after(date(2027, 12, 30)) is None
    assert CALENDAR.latest(date(2015, 1, 1)) is None


@pytest.mark.parametrize("day", [date(2014, 12, 31), date(2028, 1, 1)])
def test_refuses_days_it_does_not_reach(day: date) -> None:
    """Outside its range the calendar says so, naming the range."""
    for ask in (CALENDAR.is_session, CALENDAR.before, CALENDAR.after, CALENDAR.latest):
        with pytest.raises(OutsideCalendar) as caught:
            ask(day)
        assert (caught.value.first, caught.value.last) == (date(2015, 1, 1), date(2027, 12, 31))
    with pytest.raises(OutsideCalendar):
        CALENDAR.first_of_lunar_year(day.year)


def test_counts_sessions_between_days() -> None:
    """The first session after the holidays is one session away from the last before."""
    assert CALENDAR.position(date(2025, 1, 22), date(2025, 2, 3)) == 1
    assert CALENDAR.position(date(2025, 2, 3), date(2025, 1, 22)) == -1
    assert CALENDAR.position(date(2025, 2, 3), date(2025, 2, 3)) == 0


def test_every_closure_has_a_translatable_name() -> None:
    """No name of the library below reaches a reader untranslated."""
    found = CALENDAR.closures(CALENDAR.first, CALENDAR.last)
    assert {each.name for each in found} <= set(CLOSURE_NAMES)
    assert CALENDAR.closure(date(2025, 2, 8)) == Closure(
        date(2025, 2, 8), ClosureKind.WEEKEND, "Weekend"
    )


@given(DAYS, DAYS)
def test_neighbours_and_lists_agree(one: date, other: date) -> None:
    """Before and after are the nearest listed sessions, and no session lies between."""
    nearest = CALENDAR.latest(one)
    assert nearest is None or nearest <= one
    following = CALENDAR.after(one)
    if following is not None:
        assert CALENDAR.sessions(one + timedelta(days=1), following) == [following]
        assert CALENDAR.before(following) == nearest
    assert CALENDAR.position(one, other) == -CALENDAR.position(other, one)


def test_a_day_without_data_is_learned_as_an_unscheduled_closure() -> None:
    """From the day itself on it is closed; before, nobody could know."""
    calendar = TradingCalendar({})
    calendar.learn({KONG_REY: ""})
    closure = calendar.closure(KONG_REY)
    assert closure == Closure(
        KONG_REY, ClosureKind.UNSCHEDULED, "No trading (no data from the exchange)"
    )
    assert calendar.is_session(KONG_REY, known_on=KONG_REY - timedelta(days=1))


def test_a_weekend_is_never_learned_as_unscheduled() -> None:
    """A day that is closed anyhow keeps its reason."""
    calendar = TradingCalendar({})
    calendar.learn({date(2024, 11, 2): ""})
    closure = calendar.closure(date(2024, 11, 2))
    assert closure
    assert closure.kind is ClosureKind.WEEKEND


def test_a_whole_schedule_of_the_exchange_takes_the_place_of_the_predicted_one() -> None:
    """Its own closed days count, by our names where they are known; the predicted ones do not."""
    calendar = TradingCalendar({}, schedule=lambda _: {date(2027, 12, 24): "Day off"})
    names = ("開國紀念日", "市場無交易，僅辦理結算交割作業", "農曆除夕及春節", "勞動節")
    days = [date(2027, 3, day) for day in (1, 2, 3, 4, 5, 8, 9, 10)]
    calendar.learn(dict(zip(days, names * 2, strict=True)))
    assert calendar.is_session(date(2027, 12, 24))
    kinds = [each.kind for each in calendar.closures(days[0], days[2])]
    assert kinds == [ClosureKind.HOLIDAY, ClosureKind.SETTLEMENT_ONLY, ClosureKind.HOLIDAY]
    assert calendar.last_of_lunar_year(2027) == date(2027, 2, 26)


def test_a_few_named_days_are_no_schedule() -> None:
    """A cut list does not open the days that it lacks."""
    calendar = TradingCalendar({}, schedule=lambda _: {date(2027, 12, 24): "Day off"})
    calendar.learn({date(2027, 1, 1): "開國紀念日"})
    assert not calendar.is_session(date(2027, 12, 24))

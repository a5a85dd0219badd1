"""Whatever the store holds, nothing later than the clock is shown, offered or found."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core.clock import TAIPEI, Moment
from bot.core.registry import registry
from bot.core.replies import Reply
from tests.core.dates_shown import dates_in, shown
from tests.fakes import Table, almanac
from tests.telling import fault_of, text_of, told

TABLE = Table()
ALMANAC = almanac()
REPORTED = {
    day for edition in ALMANAC.baskets["dinner"].editions for day in dates_in(edition.source)
}
EVENING = datetime(2025, 2, 3, 18, 0, tzinfo=TAIPEI)
MORNING = datetime(2025, 2, 3, 10, 0, tzinfo=TAIPEI)

_DAYS = ("", "2025-01-22", "2025-02-03", "2025-02-04", "2026-01-29", "2/3", "0203", "1216", "昨天",
         "開紅盤", "封關", "2024-10-31", "2025-01-18", "2025-02-01", "2026-02-12")  # fmt: skip
_NAMES = ("2330", "2317 2382", "台積電", "1216", "大盤", "0050", "nanya", "9999", "2357 2377 6669")
_EDITIONS = ("", "2025-01", "2025-05", "2026-01-31場", "2026-05-28", "#2", "第4場", "第9場")
_MONTHS = ("", "2024-10", "2025", "2025-02", "2026", "2026-07", "2027", "2月")
LINES = (
    st.tuples(st.just("/move"), st.sampled_from(_NAMES), st.sampled_from(_DAYS))
    | st.tuples(st.sampled_from(_NAMES), st.sampled_from(_DAYS))
    | st.tuples(st.just("/index"), st.sampled_from(_DAYS))
    | st.tuples(
        st.just("/dinnerlist"),
        st.sampled_from(_DAYS),
        st.sampled_from(_EDITIONS),
        st.sampled_from(("", "code", "name")),
    )
    | st.tuples(
        st.just("/history"),
        st.sampled_from(_NAMES),
        st.sampled_from(_DAYS),
        st.sampled_from(_DAYS),
        st.sampled_from(("", "csv")),
    )
    | st.tuples(st.sampled_from(("/turnover", "/limit", "/top", "/etf")), st.sampled_from(_DAYS))
    | st.tuples(
        st.just("/movers"),
        st.sampled_from(("", "down", "price", "etf", "contribution")),
        st.sampled_from(("", "dinner", "上櫃")),
        st.sampled_from(_DAYS),
    )
    | st.tuples(
        st.sampled_from(("/since", "/compare")),
        st.sampled_from((*_NAMES, "兆元宴")),
        st.sampled_from(_DAYS),
        st.sampled_from(_DAYS),
    )
    | st.tuples(st.just("/help"), st.sampled_from(("", *(c.name for c in registry.commands))))
    | st.tuples(st.sampled_from(("/start", "/lang en", "/lang", "/foo", "/mvoe", "/dinerlist")))
).map(" ".join)
INSTANTS = st.datetimes(datetime(2024, 5, 1), datetime(2026, 2, 28)).map(  # noqa: DTZ001 - hypothesis takes naive bounds; the zone follows
    lambda naive: naive.replace(tzinfo=TAIPEI)
)


def _at(now: datetime) -> Table:
    """Return a Banquet at an instant over the whole archive."""
    TABLE.clock.at = now
    return TABLE


def _typed(line: str, now: datetime) -> set[date]:
    """Return the dates the asker wrote, which an answer may repeat."""
    return set(dates_in(line, now.year))


def _ahead(reply: Reply, line: str, now: datetime) -> set[date]:
    """Return the dates of a reply that lie past the horizon and were not typed.

    How far the calendar's rules reach is no event: its last day may be named. A refusal may name
    today, which has no close yet, and a dinner's list the papers of this morning.
    """
    horizon, today = Moment(now).horizon, Moment(now).today
    allowed = _typed(line, now) | {ALMANAC.calendar.last}
    allowed |= {day for day in REPORTED if day <= today}
    if not reply.ok:
        allowed.add(today)
    return {day for day in shown(reply) - allowed if day > horizon}


async def _check(line: str, now: datetime) -> None:
    """Ask in both languages and look at all dates and figures."""
    for language in ("en", "zh-TW"):
        reply = await _at(now).ask(line, language)
        assert _ahead(reply, line, now) == set(), text_of(reply)
        assert all(figure.date <= Moment(now).horizon for figure in reply.figures)
        assert reply.ok or fault_of(reply).kind == "asker"


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(LINES.filter(str.strip), INSTANTS)
@example("/move 2330 2025-02-03", EVENING)
@example("/dinnerlist", EVENING)
@example("/help", MORNING)
@example("/start", MORNING)
@example("/help dinnerlist", EVENING)
@example("/move 2330 2/30", EVENING)
@example("/dinnerlist", datetime(2025, 1, 18, 22, 0, tzinfo=TAIPEI))
@example("/dinnerlist 2025-02-03 2025-05", datetime(2025, 6, 2, 18, 0, tzinfo=TAIPEI))
@example("/dinnerlist 2025-01-22 第9場", datetime(2026, 2, 1, 9, 0, tzinfo=TAIPEI))
async def test_no_answer_shows_a_later_day(line: str, now: datetime) -> None:
    """Title, blocks, buttons, figures and summary end at the last known close."""
    await _check(line, now)


async def test_a_replay_of_the_story_knows_no_more_than_that_evening() -> None:
    """At 18:00 of that day there is no next session, no way since, no button ahead."""
    reply = await _at(EVENING).ask("/move 2330 2025-02-03")
    assert told(reply)["figures"][0]["close"] == "1070"
    assert "next" not in told(reply)["summary"]
    assert "since" not in told(reply)["summary"]
    assert max(shown(reply)) == date(2025, 2, 3)


async def test_before_the_close_the_day_itself_is_not_known() -> None:
    """At 10:00 the latest session is the one before the holidays."""
    reply = await _at(MORNING).ask("/move 2330")
    assert told(reply)["figures"][0]["date"] == "2025-01-22"
    assert "Latest figures held" not in text_of(reply)
    assert not (await _at(MORNING).ask("/move 2330 2025-02-03")).ok


@pytest.mark.parametrize(
    ("now", "known"),
    [
        (datetime(2025, 1, 18, 23, 59, tzinfo=TAIPEI), 1),
        (datetime(2025, 1, 19, 0, 1, tzinfo=TAIPEI), 2),
        (datetime(2026, 1, 31, 20, 0, tzinfo=TAIPEI), 3),
        (datetime(2026, 2, 1, 9, 0, tzinfo=TAIPEI), 4),
    ],
)
async def test_a_dinner_is_known_on_the_morning_after(now: datetime, known: int) -> None:
    """A dinner is an evening's: its list is in the papers of the next day."""
    reply = await _at(now).ask("/dinnerlist 第9場")
    assert len(reply.buttons[0]) + sum(map(len, reply.buttons[1:])) == known


async def test_before_the_first_dinner_there_is_none() -> None:
    """A clock before all dinners has nothing to list and says so."""
    reply = await _at(datetime(2024, 5, 2, 18, 0, tzinfo=TAIPEI)).ask("/dinnerlist")
    assert fault_of(reply).kind == "asker"
    assert fault_of(reply).hint


async def test_what_was_listed_later_does_not_exist() -> None:
    """A code is no instrument, and is not suggested, before its first day."""
    late = max(
        (i for i in ALMANAC.directory.complete("", limit=5000) if i.listed),
        key=lambda i: i.listed or date.min,
    )
    assert late.listed is not None
    eve = datetime.combine(late.listed, EVENING.timetz()) - timedelta(days=1)
    reply = await _at(eve).ask(f"/move {late.code}")
    assert fault_of(reply).message.startswith("There is no listed or OTC instrument")
    assert late.name not in str(told(reply))
    reply = await _at(eve + timedelta(days=1)).ask(f"/move {late.code}")
    assert "are held here" in fault_of(reply).message


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(_MONTHS), INSTANTS)
@example("2024-10", datetime(2024, 10, 2, 12, 0, tzinfo=TAIPEI))
@example("2026-07", datetime(2026, 2, 1, 12, 0, tzinfo=TAIPEI))
async def test_the_calendar_knows_no_later_typhoon(month: str, now: datetime) -> None:
    """Planned closures may lie ahead; those nobody planned may not."""
    reply = await _at(now).ask(f"/calendar {month}")
    closed = told(reply)["summary"].get("closed", [])
    assert isinstance(closed, list)
    for day in closed:
        planned = day["kind"] != "unscheduled"
        assert planned or date.fromisoformat(day["date"]) <= now.date()
        assert planned == ("Typhoon" not in day["reason"])

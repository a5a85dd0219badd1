"""`/digest`: the close, the morning and the week, each short, dated, and open about its gaps."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.clock import TAIPEI
from bot.core.ports import Lack
from bot.core.principals import Principal
from bot.core.replies import Reply
from bot.core.requests import Occasion, Request
from bot.market.extremes import LEAST, extreme_of
from tests.fakes import PRIVATE, FakeClock, MemoryBars, Table
from tests.handlers.whole_market import PANIC, panic, table_of
from tests.telling import fault_of, lines_of, text_of, told

STORY = date(2025, 2, 3)
SHORT = 900
"""Characters that a digest has at most."""


def table(hour: int = 14, minute: int = 45) -> Table:
    """Return a Banquet on the story's day."""
    return Table(clock=FakeClock(datetime(2025, 2, 3, hour, minute, tzinfo=TAIPEI)))


async def pinned(one: Table, line: str, session: date, *, final: bool = False) -> Reply:
    """Run a line for a session, as the clock does."""
    request = Request(
        PRIVATE, Principal("clock", 0), line, one.clock.now(), addressed=True, speak="zh-TW",
        occasion=Occasion(session, final),
    )  # fmt: skip
    reply = await one.core.answer(request)
    assert reply
    return reply


async def test_the_close_of_the_story_is_told() -> None:
    """Index, extreme, both ends of the dinner, its mean and median, and what is missing."""
    text = text_of(await table().ask("/digest", "zh-TW"))
    for words in (
        "收盤快報｜2025-02-03（一，開紅盤）",
        "加權指數 22,694.71 ▼830.70（-3.53%）",
        "收盤為 2025-01-15 以來最低",
        "漲 4・跌 8（跌停 2）",
        "平均 -3.35%｜中位數 -6.21%",
        "+0.18 個百分點",
        "▼ 廣達 243 -9.83% 跌停",
        "▲ 微星 196 +7.99%",
        "缺：上市漲跌家數、上櫃漲跌家數、成交值（不推估）",
        "非投資建議",
    ):
        assert words in text


@pytest.mark.parametrize("language", ["zh-TW", "en"])
@pytest.mark.parametrize("line", ["/digest", "/digest morning", "/digest week"])
async def test_every_kind_fits_one_message(line: str, language: str) -> None:
    """Also on a day on which whole sessions and turnover are held."""
    assert len(text_of(await table().ask(line, language))) <= SHORT
    assert len(text_of(await table_of(*panic()).ask(f"{line} {PANIC}", language))) <= SHORT


async def test_a_whole_session_brings_breadth() -> None:
    """Both markets' risers and fallers are counted from the session itself."""
    reply = await table_of(*panic()).ask(f"/digest {PANIC}", "zh-TW")
    answer = told(reply)
    market, gaps = answer["summary"]["market"], answer["summary"]["gaps"]
    assert isinstance(market, dict)
    assert isinstance(gaps, list)
    assert market["decliners"] > market["advancers"]
    assert market["limit_down"] > 0
    assert not {"breadth_twse", "breadth_tpex"} & set(gaps)


async def test_the_morning_dates_the_close_before() -> None:
    """On the story's morning that is the last one of the old lunar year."""
    reply = await table(8, 0).ask("/digest morning", "zh-TW")
    text = text_of(reply)
    assert "盤前快報｜2025-02-03（一）" in text
    assert "2025-01-22（三）收盤：" in text
    assert "23,525.41" in text
    assert "22,694" not in text


async def test_the_week_adds_its_sessions_up() -> None:
    """Three sessions before the holiday, each against its own reference."""
    reply = await table().ask("/digest 2025-01-22 week", "zh-TW")
    assert reply.summary["sessions"] == [date(2025, 1, 20), date(2025, 1, 21), date(2025, 1, 22)]
    assert "3 個交易日 +1.63%" in text_of(reply)


async def test_a_pinned_session_is_never_replaced() -> None:
    """Where nothing is held of it, the run is refused; at the end it says so plainly."""
    one = table()
    missing = date(2025, 2, 4)
    one.clock.at = datetime(2025, 2, 4, 14, 0, tzinfo=TAIPEI)
    one.bars = MemoryBars([bar for (day, _), bar in one.bars.rows.items() if day <= STORY])
    one.__post_init__()
    one.bars.lacking[missing] = Lack.UNPUBLISHED
    assert "2025-02-04" in fault_of(await pinned(one, "/digest", missing)).message
    reply = await pinned(one, "/digest", missing, final=True)
    assert reply.fault is None
    assert reply.summary["gaps"] == ["all"]
    assert "2025-02-04" in text_of(reply)
    assert "22,694" not in text_of(reply)


async def test_nothing_after_the_clock_is_told() -> None:
    """The next dinner, later bars and later extremes are out of sight."""
    text = text_of(await table().ask("/digest", "zh-TW"))
    assert "2026" not in text
    assert "2025-02-04" not in text


async def test_a_closed_day_is_refused_with_sessions_near_it() -> None:
    """Nothing is shown in its place."""
    reply = await table().ask("/digest 2025-01-25")
    assert fault_of(reply).kind == "asker"
    assert lines_of(reply)


async def test_figures_name_the_index_and_the_dinner() -> None:
    """What is compared later is stated now."""
    answer = told(await table().ask("/digest"))
    codes = [figure["code"] for figure in answer["figures"]]
    assert codes[0] == "TAIEX"
    assert {"2330", "2382", "2357"} <= set(codes)


@given(st.lists(st.decimals(1, 1000, places=2), min_size=1, max_size=40))
def test_an_extreme_is_one(closes: list[Decimal]) -> None:
    """No session after the one named was as low, or as high."""
    days = [date.fromordinal(730_000 + at) for at in range(len(closes))]
    found = extreme_of(list(zip(days, closes, strict=True)))
    if found is None:
        return
    begin = days.index(found.since)
    between = closes[begin if found.whole else begin + 1 : -1]
    assert len(between) >= LEAST
    last = closes[-1]
    assert all(one > last if found.side == "low" else one < last for one in between)
    if not found.whole:
        assert closes[begin] <= last if found.side == "low" else closes[begin] >= last

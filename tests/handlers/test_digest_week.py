"""`/digest week`: the sessions of a week added up, each against its own reference."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.market.bars import Bar
from bot.market.instruments import Market
from tests.fakes import MemoryBars, Table
from tests.handlers.digesting import by_clock, story
from tests.handlers.whole_market import bar_of
from tests.telling import text_of, told

FRIDAY = date(2025, 2, 7)
DINNER = ("2330", "2317", "2382", "2356", "6669", "3711", "2376", "3515", "2353", "4938", "2377")


def _bars(code: str, *closes: str, first: str = "100") -> list[Bar]:
    """Make the bars of a code from Monday the 3rd on, each measured from the close before."""
    before = (first, *closes)
    days = [date(2025, 2, day) for day in range(3, 3 + len(closes))]
    return [
        bar_of(code, day, reference, close, Market.TWSE)
        for day, reference, close in zip(days, before, closes, strict=False)
    ]


def week() -> Table:
    """Return a Banquet that holds one week of the dinner of January 2025."""
    one = story(15, 0, date(2025, 2, 10))
    rows = _bars("TAIEX", "20900", "21000", "21100", "21200", "22000", first="20000")
    for code in DINNER:
        rows += _bars(code, "110", "104.5", "104.5", "104.5", "104.5")
    rows += _bars("2357", "90", "81", "81", "81", "81")
    one.bars = MemoryBars(rows)
    one.__post_init__()
    return one


async def test_sessions_add_up() -> None:
    """Up ten percent and down five is +4.50, twice down ten -19.00; limits are counted."""
    reply = await week().ask("/digest 2025-02-07 week", "zh-TW")
    text = text_of(reply)
    for words in (
        "週報｜2025-02-03 至 2/7，5 個交易日",
        "加權指數 22,000.00 ▲2,000.00（+10.00%）",
        "漲 11・跌 1\n平均 +2.54%｜中位數 +4.50%",
        "平均與大盤相差 -7.46 個百分點",
        "一週收盤漲停 11 次・跌停 2 次",
        "▼ 華碩 -19.00%",
        "▲ 台積電 +4.50%",
    ):
        assert words in text
    assert reply.summary["gaps"] == []


async def test_machines_read_each_members_week() -> None:
    """And the sessions that it covers."""
    summary = told(await week().ask("/digest 2025-02-07 週報"))["summary"]
    assert summary["sessions"] == [f"2025-02-0{day}" for day in range(3, 8)]
    members = summary["members"]
    assert isinstance(members, dict)
    assert members["2357"] == {"percent": "-19.00"}
    assert summary["taiex"] == {"close": "22000", "change": "+2000", "percent": "+10.00"}
    assert (summary["limit_up"], summary["limit_down"]) == (11, 2)
    assert summary["mean_percent"] == "+2.54"


async def test_an_ex_day_is_no_fall() -> None:
    """A session whose reference lies below the close before counts from its reference."""
    one = week()
    key = (FRIDAY, "2357")
    one.bars.rows[key] = replace(one.bars.rows[key], reference=Decimal(75), close=Decimal(75))
    members = told(await one.ask("/digest 2025-02-07 week"))["summary"]["members"]
    assert isinstance(members, dict)
    assert members["2357"] == {"percent": "-19.00"}


async def test_a_session_that_lacks_is_named() -> None:
    """The index goes from its first reference to its last close; a company's week is unknown."""
    one = week()
    wednesday = date(2025, 2, 5)
    del one.bars.rows[wednesday, "2330"]
    reply = await one.ask("/digest 2025-02-07 week", "zh-TW")
    assert reply.summary["gaps"] == ["dinner"]
    assert "不明 1" in text_of(reply)
    one.bars.rows = {key: bar for key, bar in one.bars.rows.items() if key[0] != wednesday}
    one.__post_init__()
    reply = await one.ask("/digest 2025-02-07 week", "zh-TW")
    assert reply.summary["gaps"] == ["sessions"]
    text = text_of(reply)
    assert "4 個交易日" in text
    assert "沒有資料的交易日：2/5" in text
    assert "（+10.00%）" in text


async def test_a_week_that_was_typed_is_told_whole_and_the_clocks_up_to_its_session() -> None:
    """So that what was sent on a Wednesday reads the same on Friday."""
    wednesday = date(2025, 2, 5)
    typed = await week().ask(f"/digest {wednesday} week")
    sent = await by_clock(week(), "/digest week", wednesday)
    assert typed.summary["session"] == FRIDAY
    assert sent.summary["session"] == wednesday


async def test_the_week_before_the_holidays_has_three_sessions() -> None:
    """Closed days are no gap."""
    reply = await story().ask("/digest 2025-01-22 week", "zh-TW")
    assert reply.summary["sessions"] == [date(2025, 1, 20), date(2025, 1, 21), date(2025, 1, 22)]
    assert "23,525.41 ▲377.33（+1.63%）" in text_of(reply)


async def test_a_week_without_figures_is_refused_or_named() -> None:
    """At the deadline it is said so; nothing of another week is told."""
    one = week()
    next_week = date(2025, 2, 10)
    refused = await by_clock(one, "/digest week", next_week)
    assert refused.fault
    reply = await by_clock(one, "/digest week", next_week, final=True)
    assert reply.summary["gaps"] == ["all"]
    assert not reply.figures
    assert "本週資料到截止時間仍未公布。" in text_of(reply)

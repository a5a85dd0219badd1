"""`/digest`: the close told in one message, dated, sourced, and open about its gaps."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.core.clock import TAIPEI
from bot.core.ports import Lack
from bot.data.ai import load_ai
from bot.market.actions import ActionKind
from bot.market.bars import Provenance
from bot.market.instruments import Market
from tests.fakes import FakeClock, MemoryBars, Table
from tests.handlers.digesting import STORY, by_clock, story
from tests.handlers.whole_market import PANIC, bar_of, panic, table_of
from tests.market.days import action
from tests.market_fakes import MemoryActions
from tests.telling import fault_of, lines_of, text_of, told

MISSING = date(2025, 2, 4)


async def test_the_close_of_the_story_is_told() -> None:
    """Index, extreme, holidays, both ends of the dinner with their marks, mean and median."""
    text = text_of(await story().ask("/digest", "zh-TW"))
    for words in (
        "收盤快報｜2025-02-03（一，開紅盤）",
        "加權指數 22,694.71 ▼830.70（-3.53%）",
        "收盤為 1/15 以來最低",
        "前一交易日 1/22 封關；1/23–1/31 休市",
        "兆元宴 12 檔（2025-01-18 場）\n漲 4・跌 8（跌停 2）\n平均 -3.35%｜中位數 -6.21%",
        "平均與大盤相差 +0.18 個百分點",
        "▼ 廣達 243 -9.83% 跌停，盤中曾打開\n▼ 緯穎 2,020 -9.82% 一價跌停\n▼ 日月光投控 161",
        "▲ 微星 196 +7.99% 最高 199，差 1 檔漲停\n▲ 華碩 649 +6.92%\n▲ 宏碁 38.65 +3.90%",
        "AI 名單跌停 2 檔：廣達、緯穎",
        "資料日 2025-02-03",
        "資料整理，非投資建議。",
    ):
        assert words in text


async def test_what_lacks_is_named_and_never_zero() -> None:
    """The archive knows neither breadth nor turnover; no line claims them."""
    one = replace(story(), actions=MemoryActions(complete=False))
    reply = await one.ask("/digest", "zh-TW")
    assert reply.summary["gaps"] == ["breadth", "turnover", "ai", "flows", "actions"]
    assert reply.summary["turnover"] is None
    assert reply.summary["market"] is None
    text = text_of(reply)
    assert "缺：漲跌家數、成交值、部分 AI 名單、三大法人、除權息預告（不推估）" in text
    assert "成交值 0" not in text


async def test_machines_read_what_people_read() -> None:
    """The index, every company and the counts; percentages have two decimals."""
    answer = told(await story().ask("/digest"))
    codes = [figure["code"] for figure in answer["figures"]]
    assert codes[0] == "TAIEX"
    assert len(codes) == 13
    summary = answer["summary"]
    stated = {
        "kind": "close", "session": "2025-02-03", "advancers": 4, "decliners": 8, "limit_down": 2,
        "mean_percent": "-3.35", "median_percent": "-6.21", "edition": "2025-01-18",
        "taiex": {"close": "22694.71", "change": "-830.7", "percent": "-3.53"},
        "extreme": {"side": "low", "since": "2025-01-15"},
    }  # fmt: skip
    assert stated.items() <= summary.items()


async def test_a_whole_session_brings_breadth_and_turnover() -> None:
    """Both markets' stocks are counted; a record needs another session that is held."""
    reply = await table_of(*panic()).ask(f"/digest {PANIC}", "zh-TW")
    market, text = told(reply)["summary"]["market"], text_of(reply)
    assert isinstance(market, dict)
    assert market["decliners"] > market["advancers"]
    assert reply.summary["gaps"] == ["flows"]
    assert "上市與上櫃：漲 " in text
    assert "上市成交值 " in text
    assert "最高" not in text


async def test_half_of_the_market_is_called_so() -> None:
    """Where TPEx has not published, the counts are of TWSE, and the gap is named."""
    only = await table_of(*panic([Market.TWSE])).ask(f"/digest {PANIC}", "zh-TW")
    assert "上市：漲 " in text_of(only)
    assert "上櫃" in text_of(only).split("缺：")[1]
    gaps = only.summary["gaps"]
    assert isinstance(gaps, list)
    assert "tpex" in gaps


async def test_a_record_names_the_first_session_held() -> None:
    """It is one of the turnovers held, not of all there ever were."""
    bars = panic()
    before = bar_of("TAIEX", date(2025, 4, 2), "21000", "21298.22", Market.TWSE)
    low = replace(before, turnover=Decimal(1_000))
    text = text_of(await table_of(*bars, low).ask(f"/digest {PANIC}", "zh-TW"))
    assert "2025-04-02 起有資料的 2 個交易日最高" in text
    high = replace(before, turnover=Decimal(10**13))
    text = text_of(await table_of(*bars, high).ask(f"/digest {PANIC}", "zh-TW"))
    assert "交易日最高" not in text


async def test_actions_of_the_next_sessions_are_told_as_announced() -> None:
    """Of the dinner and the AI names; nothing that was announced after the clock."""
    known = Provenance("Taiwan Stock Exchange", STORY, datetime(2025, 2, 3, 0, tzinfo=UTC))
    late = replace(known, fetched_at=datetime(2025, 2, 3, 10, tzinfo=UTC))
    dividend = action("2330", date(2025, 2, 6), ActionKind.EX_DIVIDEND, "1000", "995.5", cash="4.5")
    held = [
        replace(dividend, provenance=known),
        replace(dividend, code="2317", provenance=late),
        replace(dividend, code="1101", provenance=known),
        replace(dividend, code="2454", session=date(2025, 2, 11), provenance=known),
    ]
    one = replace(story(), actions=MemoryActions(held))
    text = text_of(await one.ask("/digest", "zh-TW"))
    assert "未來 5 個交易日（上市公告）：2/6 台積電 除息 4.5 元\n" in text


async def test_the_time_of_the_fetch_is_told() -> None:
    """The latest of what is shown, in Taipei."""
    one = table_of(*panic())
    for key, bar in one.bars.rows.items():
        if key[0] == PANIC:
            at = datetime(2025, 4, 7, 6, 31, tzinfo=UTC)
            one.bars.rows[key] = replace(bar, provenance=replace(bar.provenance, fetched_at=at))
    text = text_of(await one.ask(f"/digest {PANIC}", "zh-TW"))
    assert text.endswith("資料日 2025-04-07・14:31 取得")


async def test_a_pinned_session_is_never_replaced() -> None:
    """Where nothing is held of it, the run is refused; at the deadline it says so plainly."""
    one = story(14, 0, MISSING)
    one.bars = MemoryBars([bar for (day, _), bar in one.bars.rows.items() if day <= STORY])
    one.__post_init__()
    one.bars.lacking[MISSING] = Lack.UNPUBLISHED
    assert "2025-02-04" in fault_of(await by_clock(one, "/digest", MISSING)).message
    reply = await by_clock(one, "/digest", MISSING, final=True)
    assert reply.fault is None
    assert reply.summary["gaps"] == ["all"]
    text = text_of(reply)
    assert "2025-02-04（二）的資料到截止時間仍未公布。" in text
    assert "22,694" not in text
    assert "缺：全部資料" in text
    assert "前一交易日" not in text


async def test_at_the_deadline_what_is_there_is_told() -> None:
    """Without the index the dinner still is, and the index is named as missing."""
    one = story()
    del one.bars.rows[STORY, "TAIEX"]
    reply = await by_clock(one, "/digest", STORY, final=True)
    gaps = reply.summary["gaps"]
    assert isinstance(gaps, list)
    assert "taiex" in gaps
    assert "漲 4・跌 8（跌停 2）" in text_of(reply)
    assert "個百分點" not in text_of(reply)


async def test_the_line_of_an_order_may_name_no_day() -> None:
    """The clock's session counts, whatever is the latest, and no age is told."""
    one = story(9, 0, date(2025, 2, 7))
    text = text_of(await by_clock(one, "/digest close", STORY))
    assert text.startswith("收盤快報｜2025-02-03")
    assert "最新" not in text


@pytest.mark.parametrize("line", ["/digest", "/digest morning", "/digest week"])
async def test_a_closed_session_of_the_clock_is_refused(line: str) -> None:
    """As a closed day that was typed, with the sessions near it."""
    one = story(15, 0)
    pinned = await by_clock(one, line, date(2025, 1, 25), language="en")
    typed = await one.ask("/digest 2025-01-25")
    assert fault_of(pinned).message == fault_of(typed).message
    assert lines_of(pinned) == ["/digest 2025-01-22", "/digest 2025-02-03"]


async def test_nothing_after_the_clock_is_told() -> None:
    """The next dinner, later bars and later extremes are out of sight."""
    text = text_of(await story().ask("/digest", "zh-TW"))
    assert "2026" not in text
    assert "2/4" not in text
    assert "2025-02-04" not in text


async def test_the_buttons_lead_on() -> None:
    """Both lists of that session, and the chat's orders."""
    lines = lines_of(await story().ask("/digest"))
    assert lines == ["/dinnerlist 2025-02-03", "/basket ai 2025-02-03", "/subscriptions"]


async def test_the_age_is_told_to_people_who_named_no_day() -> None:
    """Where the latest session held is not the latest session."""
    one = Table(clock=FakeClock(datetime(2025, 3, 3, 15, tzinfo=TAIPEI)))
    one.bars.rows = {key: bar for key, bar in one.bars.rows.items() if key[0] <= STORY}
    assert "最新可得資料" in text_of(await one.ask("/digest", "zh-TW"))
    assert "最新可得資料" not in text_of(await one.ask("/digest 2025-02-03", "zh-TW"))


async def test_limits_are_of_the_ai_names_alone() -> None:
    """A whole market at its limits does not make its other stocks AI names."""
    figures = (await table_of(*panic()).ask(f"/digest {PANIC}")).figures
    names = {one.code for one in figures if one.limit}
    dinner = {"2330", "2317", "2382", "2356", "6669", "3711", "2376", "3515", "2353", "4938"}
    assert names - dinner <= {*load_ai().editions[0].codes}
    assert "5274" in names


async def test_a_stray_name_alone_makes_no_digest() -> None:
    """Without the index and the dinner there is nothing to tell of a day."""
    one = story()
    one.bars = MemoryBars([bar_of("2454", STORY, "1400", "1390", Market.TWSE)])
    one.__post_init__()
    assert (await one.ask("/digest 2025-02-03")).fault
    late = await by_clock(one, "/digest", STORY, final=True)
    assert late.summary["gaps"] == ["all"]

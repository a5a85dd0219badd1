"""`/move` over the bundled archive: one instrument, several, and what is not known."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.market.bars import ReferenceBasis
from tests.fakes import Table
from tests.market_fakes import MemoryActions
from tests.telling import labels_of, lines_of, text_of, told

STORY = date(2025, 2, 3)


async def test_reads_as_a_phone_shows_it() -> None:
    """TSMC's day: price, gap, rank, next session and the way since, line by line."""
    table = Table(actions=MemoryActions(complete=False))
    text = text_of(await table.ask("/move 2330 2025-02-03", "zh-TW"))
    assert text.splitlines() == [
        "台積電（2330）2025-02-03（一，開紅盤）收盤",
        "1,070 ▼65（-5.73%）",
        "開 1,065　高 1,075　低 1,060",
        "參考價 1,135（1/22 封關）・跌停價 1,025",
        "向下跳空：高 1,075 < 1/22 低 1,135",
        "大盤 -3.53%，弱 2.20 個百分點",
        "兆元宴 12 檔中跌幅第 7",
        "隔日 2/4：1,095 ▲25（+2.34%）",
        "至 2026-01-29：1,805（+68.69%，只算股價，未含息；大盤 +43.36%）",
        "資料來源：已公布收盤價（內建資料）・量：無資料",
    ]


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("2382", "跌停，盤中曾打開"),
        ("6669", "一價跌停"),
        ("2377", "最高 199，差 1 檔漲停"),
        ("3711", "最低 160，差 1 檔跌停"),
        ("2377", "兆元宴 12 檔中漲幅第 1"),
    ],
)
async def test_shapes_are_said(code: str, line: str) -> None:
    """What the four prices show is said in a line of its own."""
    text = text_of(await Table().ask(f"/move {code} 2025-02-03", "zh-TW"))
    assert line in text.splitlines()


async def test_machines_read_the_same_figures() -> None:
    """The object states prices, the way since and what nobody knows as null."""
    table = Table(actions=MemoryActions(complete=False))
    answer = told(await table.ask("/move 2330 2025-02-03"))
    row = answer["figures"][0]
    assert (row["open"], row["high"], row["low"], row["close"]) == ("1065", "1075", "1060", "1070")
    assert (row["volume"], row["turnover"], row["limit"], row["marks"]) == (None, None, None, [])
    assert answer["summary"]["relative_percent"] == "-2.20"
    assert answer["summary"]["shapes"] == ["gap_down"]
    assert answer["summary"]["limit_down_price"] == "1025"
    assert answer["summary"]["next"] == {
        "session": "2025-02-04", "close": "1095", "change": "+25", "percent": "+2.34",
    }  # fmt: skip
    assert answer["summary"]["since"] == {
        "session": "2026-01-29", "close": "1805", "percent": "+68.69", "total_percent": None,
        "actions": [], "taiex_percent": "+43.36",
    }  # fmt: skip


async def test_the_buttons_lead_on() -> None:
    """The sessions next to it, the dinner and the explanation are one press away."""
    table = Table()
    reply = await table.ask("/move 2330 2025-02-03", "zh-TW")
    assert labels_of(reply) == ["◀ 1/22", "2/4 ▶", "兆元宴", "怎麼算"]
    for line in lines_of(reply):
        assert (await table.ask(line)).ok, line


async def test_several_are_a_table_in_the_order_typed() -> None:
    """Two instruments stand in a table with their breadth and the index."""
    reply = await Table().ask("/move 2357 2330 2025-02-03")
    assert [row["code"] for row in told(reply)["figures"]] == ["2357", "2330"]
    assert "1 up · 1 down" in text_of(reply)
    assert "TAIEX -3.53%" in text_of(reply)


async def test_one_without_a_bar_is_unknown_beside_the_others() -> None:
    """Uni-President is not held of that day: a dash, null, and the reason."""
    reply = await Table().ask("/move 2330 統一 2025-02-03")
    assert told(reply)["figures"][1]["close"] is None
    assert told(reply)["summary"]["unknown"] == 1
    assert "“—”: no figures of that session are held here (1)." in text_of(reply)


async def test_an_unknown_reference_states_no_change() -> None:
    """Without a reference the close stands alone: no change, no percentage, no rank."""
    table = Table()
    bar = table.bars.rows[STORY, "2330"]
    bare = replace(bar, reference=None, basis=ReferenceBasis.UNKNOWN)
    table.bars.rows[STORY, "2330"] = bare
    reply = await table.ask("/move 2330 2025-02-03")
    row = told(reply)["figures"][0]
    assert (row["close"], row["reference"], row["change"]) == ("1070", None, None)
    assert (row["percent"], row["limit"], row["reference_basis"]) == (None, None, "unknown")
    assert "Reference price not known here, so no change is stated." in text_of(reply)
    assert "faller" not in text_of(reply)


async def test_volume_and_turnover_are_said_where_known() -> None:
    """Shares become lots and TWD becomes 億 in the text; machines read them as they are."""
    table = Table()
    bar = table.bars.rows[STORY, "2330"]
    full = replace(bar, volume=81_234_567, turnover=Decimal(1_234_500_000_000))
    table.bars.rows[STORY, "2330"] = full
    reply = await table.ask("/move 2330 2025-02-03", "zh-TW")
    assert "81,234 張" in text_of(reply)
    assert "1.23 兆" in text_of(reply)
    row = told(reply)["figures"][0]
    assert (row["volume"], row["turnover"]) == (81_234_567, "1234500000000")


async def test_no_date_takes_the_latest_and_says_how_old_it_is() -> None:
    """The latest session held is marked with its age where it is not the market's latest."""
    reply = await Table().ask("/move 2330")
    assert told(reply)["figures"][0]["date"] == "2026-01-29"
    assert "Latest figures held: 2026-01-29, 298 days ago." in text_of(reply)


async def test_a_typed_date_bears_no_mark_of_age() -> None:
    """Who asks for a day gets that day without a remark."""
    assert "Latest figures held" not in text_of(await Table().ask("/move 2330 2026-01-29"))


async def test_fresh_figures_bear_no_mark_of_age() -> None:
    """On the session's own evening nothing is old."""
    table = Table()
    table.clock.at = table.clock.at.replace(year=2025, month=2, day=3)
    reply = await table.ask("/move 2330")
    assert told(reply)["figures"][0]["date"] == "2025-02-03"
    assert "Latest figures held" not in text_of(reply)

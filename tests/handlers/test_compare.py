"""`/compare` over the bundled archive: the order, the columns, what is not known."""

from datetime import date

from bot.market.actions import ActionKind
from tests.fakes import Table
from tests.market.days import action
from tests.market_fakes import MemoryActions
from tests.telling import fault_of, lines_of, text_of, told

DIVIDEND = action("2330", date(2025, 2, 4), ActionKind.EX_DIVIDEND, "1000", "995", cash="5")


async def test_the_best_stands_first_and_the_index_last() -> None:
    """From close to close, without a column of dividends that nobody knows."""
    table = Table(actions=MemoryActions(complete=False))
    reply = await table.ask("/compare 2330 華碩 2025-01-22 2025-02-04", "zh-TW")
    lines = text_of(reply).splitlines()
    assert lines[0] == "2 檔 2025-01-22 收盤至 2025-02-04"
    assert [line.split() for line in lines[2:5]] == [
        ["2357", "+6.59%", "647", "華碩"],
        ["2330", "-3.52%", "1,095", "台積電"],
        ["TAIEX", "-3.11%", "22,793.96", "加權指數"],
    ]
    assert "含息：那段期間的除權息資料未齊，不計。" in lines
    assert [(row["code"], row["percent"]) for row in _returns(told(reply)["summary"])] == [
        ("2330", "-3.52"),
        ("2357", "+6.59"),
    ]


def _returns(summary: dict[str, object]) -> list[dict[str, object]]:
    """Return the rows that machines read."""
    rows = summary["returns"]
    assert isinstance(rows, list)
    return rows


async def test_dividends_have_a_column_where_they_are_known() -> None:
    """TSMC's dividend counts in its own row alone; the index has none."""
    table = Table(actions=MemoryActions([DIVIDEND], complete=True))
    reply = await table.ask("/compare 2330 2357 2025-01-22 2025-02-04")
    assert [line.split() for line in text_of(reply).splitlines()[2:5]] == [
        ["2357", "+6.59%", "+6.59%", "647", "ASUS"],
        ["2330", "-3.52%", "-3.04%", "1,095", "TSMC"],
        ["TAIEX", "-3.11%", "—", "22,793.96", "TAIEX"],
    ]


async def test_without_an_end_the_latest_is_taken_and_its_age_said() -> None:
    """The order of two days does not matter; one day alone runs to the latest."""
    table = Table()
    reply = await table.ask("/compare 2330 2317 2025-02-03")
    assert told(reply)["summary"]["session"] == "2026-01-29"
    assert "Latest figures held: 2026-01-29, 298 days ago." in text_of(reply)
    there = await table.ask("/compare 2330 2025-01-22 2025-02-04")
    back = await table.ask("/compare 2330 2025-02-04 2025-01-22")
    assert text_of(there) == text_of(back)
    for line in lines_of(there):
        assert (await table.ask(line)).ok, line


async def test_what_is_not_held_is_a_dash_with_its_reason() -> None:
    """Uni-President has no bars here."""
    reply = await Table().ask("/compare 2330 統一 2025-01-22 2025-02-04")
    assert "“—”: one of the two closes is not held here (1)." in text_of(reply)
    assert _returns(told(reply)["summary"])[1]["percent"] is None


async def test_one_day_is_no_time() -> None:
    """The same day twice and the newest day alone are refused."""
    for line in ("/compare 2330 2025-02-03 2025-02-03", "/compare 2330 2026-01-29"):
        assert fault_of(await Table().ask(line)).message.startswith("No session after")


async def test_a_seventh_is_too_many() -> None:
    """Six fit on a phone."""
    codes = "2330 2317 2382 2356 6669 3711"
    assert (await Table().ask(f"/compare {codes} 2025-01-22")).ok
    fault = fault_of(await Table().ask(f"/compare {codes} 2376 2025-01-22"))
    assert fault.message == "At most 6 instruments fit in one answer."

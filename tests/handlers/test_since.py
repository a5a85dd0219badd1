"""`/since` over the bundled archive: one instrument, the dinner as an index, and refusals."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.market.actions import ActionKind
from tests.fakes import Table
from tests.market.days import action
from tests.market_fakes import MemoryActions
from tests.telling import fault_of, labels_of, lines_of, text_of, told

STORY = date(2025, 2, 3)
DIVIDEND = action("2330", date(2025, 3, 18), ActionKind.EX_DIVIDEND, "1000", "995.5", cash="4.5")
SPLIT = action("2330", date(2025, 3, 18), ActionKind.PAR_CHANGE, "1000", "250")


def _offline() -> Table:
    """Return a Banquet with the bundled archive alone: no table of actions was fetched."""
    return Table(actions=MemoryActions(complete=False))


async def test_one_since_the_founding_day() -> None:
    """TSMC's way beside the index, with what it leaves out and how old it is."""
    text = text_of(await _offline().ask("/since 2330 2025-02-03", "zh-TW"))
    assert text.splitlines() == [
        "台積電（2330）2025-02-03 收盤至今",
        "1,070 → 1,805（2026-01-29）（+68.69%，只算股價，未含息）",
        "大盤 22,694.71 → 32,536.27（+43.36%）・領先 25.33 個百分點",
        "最新可得資料：2026-01-29（298 天前）。",
        "資料來源：已公布收盤價（內建資料）・量：無資料",
    ]


async def test_dividends_on_the_way_are_put_back_and_listed() -> None:
    """With every table held the return with dividends stands beside the price's."""
    table = Table(actions=MemoryActions([DIVIDEND], complete=True))
    reply = await table.ask("/since 2330 2025-02-03")
    assert "(+68.69%, +69.45% with dividends)" in text_of(reply)
    assert "2025-03-18 ex-dividend TWD 4.5" in text_of(reply)
    summary = told(reply)["summary"]
    assert (summary["percent"], summary["total_percent"]) == ("+68.69", "+69.45")
    assert (summary["base"], summary["close"]) == ("1070", "1805")
    assert summary["taiex_percent"] == "+43.36"


async def test_the_index_itself_has_no_line_beside_it() -> None:
    """The TAIEX is not held against itself, and its dividends are not in it."""
    text = text_of(await Table().ask("/since taiex 2025-02-03"))
    assert "22,694.71 → 32,536.27 (2026-01-29) (+43.36%, price only, no dividends)" in text
    assert "ahead" not in text


async def test_the_dinner_is_an_index_from_100() -> None:
    """The level is the plain average of the members' ways from that close."""
    reply = await _offline().ask("/since 兆元宴 2025-01-22", "zh-TW")
    lines = text_of(reply).splitlines()
    assert lines[0] == "兆元宴指數 12 檔，2025-01-22 收盤＝100"
    assert lines[1] == "2025-02-04：95.79（-4.21%）"
    assert "大盤 -3.11%" in lines
    assert lines[6].split() == ["2377", "+7.44%", "195", "微星"]
    summary = told(reply)["summary"]
    assert (summary["level"], summary["percent"]) == ("95.79", "-4.21")
    assert (summary["total_level"], summary["missing"]) == (None, [])
    members = summary["members"]
    assert isinstance(members, list)
    assert len(members) == 12


async def test_the_index_with_dividends_stands_beside_it() -> None:
    """A dividend of one member lifts the second level alone."""
    paid = action("2357", date(2025, 2, 4), ActionKind.EX_DIVIDEND, "649", "584.1")
    reply = await Table(actions=MemoryActions([paid], complete=True)).ask(
        "/since dinner 2025-02-03"
    )
    summary = told(reply)["summary"]
    assert summary["level"] != summary["total_level"]
    assert "with dividends" in text_of(reply)


async def test_a_member_without_the_first_close_is_named() -> None:
    """It is no part of the index, and the text says so."""
    table = _offline()
    del table.bars.rows[STORY, "2330"]
    reply = await table.ask("/since dinner 2025-02-03")
    assert told(reply)["summary"]["missing"] == ["2330"]
    assert "Left out, no close of 2025-02-03 is held: TSMC." in text_of(reply)
    assert "index since the close of 2025-02-03, 11 companies" in text_of(reply)


async def test_a_member_that_may_have_split_leaves_no_level() -> None:
    """Without the tables a close at a quarter may be a split: the index is not stated."""
    table = _offline()
    day = date(2025, 2, 4)
    held = table.bars.rows[day, "2330"]
    table.bars.rows[day, "2330"] = replace(held, close=Decimal(267))
    reply = await table.ask("/since dinner 2025-02-03")
    assert told(reply)["summary"]["level"] is None
    assert "a split in between cannot be ruled out (1)" in text_of(reply)


async def test_a_split_that_is_known_is_reckoned_in() -> None:
    """1,070 to 1,805 over a split 1:4 is far above 100 percent, and the kind is told."""
    reply = await Table(actions=MemoryActions([SPLIT], complete=True)).ask("/since 2330 2025-02-03")
    assert told(reply)["summary"]["percent"] == "+574.77"
    assert "splits and reductions reckoned in" in text_of(reply)


@pytest.mark.parametrize(
    "line", ["/since 2330 2026-01-29", "/since dinner 2024-05-20", "/since 統一 2025-02-03"]
)
async def test_without_a_way_there_is_a_word_on_why(line: str) -> None:
    """The newest session, a day before all dinners, and what is not held are the asker's."""
    assert fault_of(await Table().ask(line)).kind == "asker"


async def test_a_table_of_2025_knows_no_later_way() -> None:
    """On the next evening the way is one session long."""
    table = _offline()
    table.clock.at = table.clock.at.replace(year=2025, month=2, day=4)
    reply = await table.ask("/since 2330 2025-02-03")
    assert told(reply)["summary"]["session"] == "2025-02-04"


async def test_the_buttons_of_a_basket_lead_to_that_basket() -> None:
    """The AI names' ends are the AI names' days, not the dinner's."""
    reply = await _offline().ask("/since ai 2025-01-22")
    assert lines_of(reply) == ["/basket ai 2025-01-22", "/basket ai 2025-02-04"]
    reply = await _offline().ask("/since dinner 2025-01-22")
    assert lines_of(reply) == ["/dinnerlist 2025-01-22", "/dinnerlist 2025-02-04"]


@pytest.mark.parametrize(
    "line", ["/since 2330 2025-02-03", "/since dinner 2025-01-22", "/since ai 2025-01-22"]
)
async def test_the_buttons_are_answered(line: str) -> None:
    """Both ends lead to their days."""
    table = Table()
    reply = await table.ask(line)
    assert len(labels_of(reply)) == 2
    for offered in lines_of(reply):
        assert (await table.ask(offered)).ok, offered

"""`/turnover`: what the markets traded, and records only over the sessions held."""

from datetime import date
from decimal import Decimal

import pytest

from bot.data.archive import load_archive
from bot.market.bars import Bar, Provenance, ReferenceBasis
from bot.market.instruments import Market
from tests.fakes import MemoryBars, Table
from tests.market_fakes import MemoryHealth
from tests.telling import fault_of, lines_of, text_of, told

AMOUNTS = {
    date(2026, 1, 19): "700000000000",
    date(2026, 1, 20): "600000000000",
    date(2026, 1, 21): "895200000000",
    date(2026, 1, 22): "650000000000",
    date(2026, 1, 23): "750000000000",
}


def _bar(code: str, session: date, amount: str | None) -> Bar:
    """Make an index's bar with the market's amounts."""
    return Bar(
        code=code, session=session, open=None, high=None, low=None, close=Decimal(31000),
        reference=Decimal(30900), basis=ReferenceBasis.PUBLISHED,
        volume=None if amount is None else 9_123_456_789,
        turnover=None if amount is None else Decimal(amount), trades=None,
        provenance=Provenance("Taiwan Stock Exchange", session),
    )  # fmt: skip


def _table(*more: Bar) -> Table:
    """Return a Banquet that holds five sessions of TWSE and these bars."""
    return Table(bars=MemoryBars([*(_bar("TAIEX", d, a) for d, a in AMOUNTS.items()), *more]))


async def test_a_session_stands_beside_those_before_it() -> None:
    """Change, five-session average and place, each with what it is measured against."""
    text = text_of(await _table().ask("/turnover 2026-01-23", "zh-TW"))

    for line in (
        "成交值 2026-01-23（五）",
        "上市 7,500.0 億元 ▲1,000.0 億元（+15.38%，較 1/22）",
        "成交量 9,123,456 張",
        "5 日均值 7,190.4 億元（+4.31%）",
        "自 2026-01-19 起已存的 5 個交易日中第 2 高；最高 8,952.0 億元（2026-01-21）。",
        "上櫃：無資料",
    ):
        assert line in text.splitlines()


async def test_a_record_is_said_as_of_its_day() -> None:
    """On the day itself it was the highest of the sessions held until then."""
    answer = told(await _table().ask("/turnover 2026-01-21"))

    assert "The highest of the 3 sessions held since 2026-01-19." in answer["text"]
    taiex = answer["summary"]["taiex"]
    assert isinstance(taiex, dict)
    assert (taiex["place"], taiex["held"], taiex["first"]) == (1, 3, "2026-01-19")
    assert taiex["average"] is None
    assert answer["figures"][0]["turnover"] == "895200000000"


async def test_both_markets_are_added_up() -> None:
    """From 10,000 億 on the unit is 兆."""
    text = text_of(
        await _table(_bar("TPEX", date(2026, 1, 23), "260000000000")).ask("/成交值 1/23", "zh-TW")
    )

    assert "上櫃 2,600.0 億元" in text.splitlines()
    assert "上市櫃合計：1.01 兆元" in text.splitlines()
    assert len(text) <= 900


async def test_a_gap_leaves_change_and_average_out() -> None:
    """Without the session before there is no change, and no average of four."""
    table = _table()
    del table.bars.rows[date(2026, 1, 22), "TAIEX"]
    text = text_of(await table.ask("/turnover 2026-01-23", "zh-TW"))

    assert "上市 7,500.0 億元" in text.splitlines()
    assert "均值" not in text


async def test_nothing_later_than_the_session_counts() -> None:
    """A later, higher turnover takes no place away."""
    later = _bar("TAIEX", date(2026, 1, 26), "999000000000")

    assert text_of(await _table(later).ask("/turnover 2026-01-21")) == text_of(
        await _table().ask("/turnover 2026-01-21")
    )


async def test_a_session_without_turnover_is_refused_with_the_nearest_that_has_one() -> None:
    """The bundled index has no amounts; it is offered as what it is."""
    reply = await _table(_bar("TAIEX", date(2026, 1, 26), None)).ask("/turnover 2026-01-26")

    assert fault_of(reply).message == "No turnover of 2026-01-26 (Mon) is held here."
    assert lines_of(reply) == ["/turnover 2026-01-23", "/index 2026-01-26"]


async def test_turnover_on_its_way_is_announced() -> None:
    """The same line is the button."""
    table = Table(
        bars=MemoryBars(load_archive()),
        sources=MemoryHealth(on_the_way={(date(2025, 2, 3), Market.TWSE)}),
    )
    reply = await table.ask("/turnover 2025-02-03")

    assert "being fetched" in fault_of(reply).message
    assert lines_of(reply) == ["/turnover 2025-02-03"]


async def test_an_empty_store_says_so() -> None:
    """Nothing held is told without a date too."""
    reply = await Table(bars=MemoryBars()).ask("/turnover")

    assert fault_of(reply).message == "No figures are held here yet."


@pytest.mark.parametrize("language", ["zh-TW", "en"])
async def test_without_a_date_the_latest_session_comes_with_its_age(language: str) -> None:
    """The clock is ten months later."""
    text = text_of(await _table().ask("/turnover", language))

    assert "2026-01-23" in text
    assert ("304 days ago" in text) or ("304 天前" in text)


async def test_equal_sessions_share_a_place() -> None:
    """Two sessions of the same turnover are both the highest."""
    equal = _bar("TAIEX", date(2026, 1, 26), AMOUNTS[date(2026, 1, 21)])
    answer = told(await _table(equal).ask("/turnover 2026-01-26"))
    taiex = answer["summary"]["taiex"]

    assert isinstance(taiex, dict)
    assert (taiex["place"], taiex["held"]) == (1, 6)

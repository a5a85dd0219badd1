"""One session of everything listed on TWSE, with the TAIEX and the market's totals."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.core.intake import Status
from bot.market.bars import ReferenceBasis
from bot.market.instruments import Kind, Market
from bot.sources.feeds.twse_prices import TwsePrices
from bot.sources.kinds import kind_of
from tests.sources.payloads_twse import (
    ACER,
    TSMC,
    mi_index,
    price_row,
    read,
)

FEED = TwsePrices(kind_of)
DAY = date(2025, 2, 3)
Answer = dict[str, Any]


def _answer(*rows: Any) -> Answer:
    """Return the session with TSMC's row and these."""
    return mi_index(DAY, [TSMC, *rows])


def test_what_is_asked() -> None:
    """One request for everything but warrants."""
    question = FEED.question(FEED.days(DAY))
    assert (question.host, question.path) == ("twse", "/rwd/zh/afterTrading/MI_INDEX")
    assert question.params == {"date": "20250203", "type": "ALLBUT0999", "response": "json"}


def test_a_price_row() -> None:
    """2330 on 2025-02-03: closed at 1,070, 65 under its reference of 1,135."""
    batch = read(FEED, _answer(), DAY)
    bar = batch.bars[0]
    assert (bar.code, bar.session, bar.provenance.source) == ("2330", DAY, "Taiwan Stock Exchange")
    prices = [bar.open, bar.high, bar.low, bar.close, bar.reference]
    assert prices == [Decimal(price) for price in (1065, 1075, 1060, 1070, 1135)]
    assert bar.basis is ReferenceBasis.PUBLISHED
    assert (bar.volume, bar.trades) == (97_946_226, 250_123)
    assert bar.turnover == 104_612_345_678
    assert (batch.status, batch.rows, batch.rejected) == (Status.COMPLETE, 2, [])


def test_the_markets_row() -> None:
    """The TAIEX with its change and everything traded."""
    taiex = read(FEED, _answer(), DAY).bars[-1]
    assert (taiex.code, taiex.close, taiex.open) == ("TAIEX", Decimal("22694.71"), None)
    assert taiex.reference == Decimal("23525.41")
    assert (taiex.volume, taiex.trades) == (7_689_151_963, 3_784_130)
    assert taiex.turnover == 525_040_931_202


def test_what_is_listed_is_told() -> None:
    """So that new listings are known; names lose padding and star."""
    etf = price_row("00631L", "元大台灣50正2   ", "1|1|1|1.00", " 0.00")
    odd = price_row("6415", "矽力*-KY", "1|1|1|1.00", " 0.00")
    tsmc, fund, silergy = read(FEED, _answer(etf, odd), DAY).instruments
    assert (tsmc.code, tsmc.name, tsmc.market) == ("2330", "台積電", Market.TWSE)
    assert (tsmc.kind, tsmc.limit_percent) == (Kind.STOCK, Decimal(10))
    assert (fund.name, fund.kind, fund.limit_percent) == ("元大台灣50正2", Kind.ETF, None)
    assert silergy.name == "矽力-KY"


def test_a_change_not_compared_is_unknown() -> None:
    """On an ex-day the 0.00 beside X is no figure, and the close before is no reference."""
    row = price_row("0050", "元大台灣50", "120.80|121.00|120.00|120.70", "X0.00", "9|9|9")
    bar = read(FEED, _answer(row), DAY).bars[1]
    assert (bar.close, bar.reference, bar.basis) == (
        Decimal("120.70"),
        None,
        ReferenceBasis.UNKNOWN,
    )


def test_an_unchanged_close_is_its_reference() -> None:
    """An empty sign beside a close says so."""
    row = price_row("2317", "鴻海", "99.60|99.70|98.00|98.10", " 0.00", "9|9|9")
    assert read(FEED, _answer(row), DAY).bars[1].reference == Decimal("98.10")


def test_what_did_not_trade_has_no_prices() -> None:
    """Its stated volume stays, its reference is unknown."""
    row = price_row("2891C", "中信金丙特", "--|--|--|--", " 0.00", "390|12|23,235")
    bar = read(FEED, _answer(row), DAY).bars[1]
    assert {bar.open, bar.high, bar.low, bar.close, bar.reference} == {None}
    assert (bar.volume, bar.basis) == (390, ReferenceBasis.UNKNOWN)


def test_warrants_and_bonds_are_left_out() -> None:
    """They are neither bars nor counted."""
    row = price_row("070042", "元大C1購01", "1|1|1|?", "+0.10")
    batch = read(FEED, _answer(row), DAY)
    assert (len(batch.bars), batch.rows, batch.rejected) == (2, 2, [])


@pytest.mark.parametrize(
    ("place", "cell", "rule"),
    [
        (8, "NaN", "bad_number"),
        (8, "1e999", "bad_number"),
        (8, "1,23,456", "bad_number"),
        (8, "٣", "bad_number"),
        (2, "1_000", "bad_number"),
        (2, "1.5", "not_whole"),
        (9, "<p>?</p>", "bad_sign"),
        (9, "<p> </p>", "sign_and_amount_disagree"),
        (0, 2353, "not_text"),
        (0, "2353?", "bad_code"),
    ],
)
def test_a_row_that_cannot_be_read_is_set_aside(place: int, cell: object, rule: str) -> None:
    """The others stay; the row is kept as it came."""
    row: list[object] = [*ACER]
    row[place] = cell
    batch = read(FEED, _answer(row), DAY)
    assert [bar.code for bar in batch.bars] == ["2330", "TAIEX"]
    assert [each.rule for each in batch.rejected] == [rule]
    assert (batch.rows, batch.status) == (3, Status.COMPLETE)
    assert "宏碁" in batch.rejected[0].detail


@pytest.mark.parametrize("token", ["--", "---", "----", "", "N/A", None, "X0.00", "除權息"])
def test_no_figure_is_never_zero(token: str | None) -> None:
    """Every way of stating no figure gives None."""
    row = [*ACER[:5], token, token, token, token, "<p> </p>", "0.00", *ACER[11:]]
    acer = read(FEED, _answer(row), DAY).bars[1]
    assert {acer.open, acer.high, acer.low, acer.close, acer.reference} == {None}


def test_two_rows_of_one_code_are_both_set_aside() -> None:
    """Neither is known to be the right one."""
    batch = read(FEED, _answer(ACER, [*ACER[:8], "38.70", *ACER[9:]]), DAY)
    assert [bar.code for bar in batch.bars] == ["2330", "TAIEX"]
    assert [(each.code, each.rule) for each in batch.rejected] == [("2353", "duplicate_row")] * 2


def test_a_hostile_name_costs_no_figure() -> None:
    """It is cut and cleaned; where nothing is left there is no instrument."""
    rows = [
        ["2353", "<b>宏\u202e碁</b>\U0001f680" + "名" * 4000, *ACER[2:]],
        ["2317", "<script>", *ACER[2:]],
    ]
    batch = read(FEED, _answer(*rows), DAY)
    assert [bar.code for bar in batch.bars] == ["2330", "2353", "2317", "TAIEX"]
    assert [one.code for one in batch.instruments] == ["2330", "2353"]
    assert batch.instruments[1].name.startswith("宏碁名")
    assert len(batch.instruments[1].name) == 32

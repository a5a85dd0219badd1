"""The tables of one month: the market's totals, the TAIEX's prices, one stock's sessions."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.core.intake import Days, Status
from bot.market.bars import ReferenceBasis
from bot.sources.feed import Feed, Refused
from bot.sources.feeds.twse_index import INDEX
from bot.sources.feeds.twse_index_prices import INDEX_PRICES
from bot.sources.feeds.twse_stock_month import stock_month
from tests.sources.payloads_twse import NO_DATA, read, table

DAY = date(2025, 2, 3)
FEBRUARY = Days(date(2025, 2, 1), date(2025, 2, 28))
TSMC = stock_month("2330")
_STOCK_FIELDS = "日期|成交股數|成交金額|開盤價|最高價|最低價|收盤價|漲跌價差|成交筆數|註記"


def _index(*rows: list[str], title: str = "114年02月市場成交資訊", **more: Any) -> dict[str, Any]:
    """Return FMTQIK with 2025-02-03 and these rows."""
    fields = "日期|成交股數|成交金額|成交筆數|發行量加權股價指數|漲跌點數"
    first = ["114/02/03", "7,689,151,963", "525,040,931,202", "3,784,130", "22,694.71", "-830.70"]
    return table(title, fields, first, *rows, **more)


def _index_prices(
    title: str = "114年02月 發行量加權股價指數歷史資料", **more: Any
) -> dict[str, Any]:
    """Return MI_5MINS_HIST with one session."""
    row = ["114/02/03", "23,079.91", "23,079.91", "22,542.07", "22,694.71"]
    return table(title, "日期|開盤指數|最高指數|最低指數|收盤指數", row, **more)


def _stock(*rows: list[str], title: str = "114年02月 2330 台積電           各日成交資訊") -> Any:
    """Return STOCK_DAY of 2330 with these rows, in 9 columns or 10."""
    fields = "|".join(_STOCK_FIELDS.split("|")[: len(rows[0])])
    return table(title, fields, *rows, date="20250201", hints="單位：元、股")


def _session(day: str = "114/02/03", close: str = "1,070.00", change: str = "-65.00") -> list[str]:
    """Return a row of 2330 in 10 columns."""
    prices = ["1,065.00", "1,075.00", "1,060.00", close]
    return [day, "97,946,226", "104,612,345,678", *prices, change, "250,123", ""]


@pytest.mark.parametrize(
    ("feed", "path"),
    [
        (INDEX, "/rwd/zh/afterTrading/FMTQIK"),
        (INDEX_PRICES, "/rwd/zh/TAIEX/MI_5MINS_HIST"),
        (TSMC, "/rwd/zh/afterTrading/STOCK_DAY"),
    ],
)
def test_what_is_asked(feed: Feed, path: str) -> None:
    """The first of the month stands for the month."""
    assert feed.days(DAY) == FEBRUARY
    question = feed.question(FEBRUARY)
    assert (question.host, question.path) == ("twse", path)
    assert question.params["date"] == "20250201"


def test_a_stocks_month_names_the_stock() -> None:
    """The feed is one stock's."""
    assert TSMC.question(FEBRUARY).params["stockNo"] == "2330"


def test_the_index_and_the_markets_totals() -> None:
    """The reference is the close less the signed points."""
    (bar,) = read(INDEX, _index(), DAY).bars
    assert (bar.code, bar.session, bar.close) == ("TAIEX", DAY, Decimal("22694.71"))
    assert (bar.reference, bar.basis) == (Decimal("23525.41"), ReferenceBasis.PUBLISHED)
    assert (bar.volume, bar.trades) == (7_689_151_963, 3_784_130)
    assert bar.turnover == 525_040_931_202


def test_the_prices_of_the_index() -> None:
    """No change is stated beside them."""
    (bar,) = read(INDEX_PRICES, _index_prices(), DAY).bars
    assert (bar.open, bar.high) == (Decimal("23079.91"), Decimal("23079.91"))
    assert (bar.low, bar.close) == (Decimal("22542.07"), Decimal("22694.71"))
    assert (bar.reference, bar.basis, bar.volume) == (None, ReferenceBasis.UNKNOWN, None)


@pytest.mark.parametrize("columns", [9, 10])
def test_a_stocks_session(columns: int) -> None:
    """The column of notes came later."""
    (bar,) = read(TSMC, _stock(_session()[:columns]), DAY).bars
    assert (bar.code, bar.close, bar.reference) == ("2330", Decimal(1070), Decimal(1135))
    assert (bar.volume, bar.trades) == (97_946_226, 250_123)


@pytest.mark.parametrize("change", ["X0.00", "--", ""])
def test_a_change_not_compared_is_unknown(change: str) -> None:
    """It is not a change of zero."""
    (bar,) = read(TSMC, _stock(_session(change=change)), DAY).bars
    assert (bar.reference, bar.basis) == (None, ReferenceBasis.UNKNOWN)


def test_an_unchanged_close() -> None:
    """Its reference is the close."""
    (bar,) = read(TSMC, _stock(_session(change=" 0.00")), DAY).bars
    assert bar.reference == bar.close


def test_rows_that_cannot_be_read_are_set_aside() -> None:
    """They go by the code, and the other days stay."""
    rows = [_session(), _session("114/02/04", close="1_095"), _session("114/02/30")]
    batch = read(TSMC, _stock(*rows), DAY)
    assert [bar.session for bar in batch.bars] == [DAY]
    told = [(each.code, each.rule) for each in batch.rejected]
    assert told == [("2330", "bad_number"), ("2330", "bad_date")]


def test_a_day_that_comes_twice_is_set_aside() -> None:
    """A note beside the date makes it no other day."""
    batch = read(TSMC, _stock(_session(), _session("114/02/03*")), DAY)
    assert [each.rule for each in batch.rejected] == ["duplicate_row"] * 2
    assert batch.bars == []


@pytest.mark.parametrize(
    ("feed", "answer"),
    [
        (INDEX, _index(title="114年01月市場成交資訊")),
        (INDEX, _index(title="市場成交資訊")),
        (INDEX, _index(date="20250122")),
        (INDEX, _index(["114/03/03", "1", "1", "1", "1.00", "0.00"])),
        (INDEX_PRICES, _index_prices(title="114年03月 發行量加權股價指數歷史資料")),
        (INDEX_PRICES, _index_prices(date="20260924")),
        (TSMC, _stock(_session(), title="114年01月 2330 台積電 各日成交資訊")),
        (TSMC, _stock(_session("114/01/22"))),
    ],
)
def test_another_month_refuses_the_answer(feed: Feed, answer: object) -> None:
    """Whether the title, the echo or a row says so."""
    with pytest.raises(Refused, match="wrong_day"):
        read(feed, answer, DAY)


def test_another_stock_refuses_the_answer() -> None:
    """The title names it."""
    with pytest.raises(Refused, match="wrong_code"):
        read(TSMC, _stock(_session(), title="114年02月 2317 鴻海 各日成交資訊"), DAY)


def test_other_units_refuse_the_answer() -> None:
    """The totals are in single shares."""
    with pytest.raises(Refused, match="units"):
        read(INDEX, _index(hints="單位：千元、千股"), DAY)


@pytest.mark.parametrize("feed", [INDEX, INDEX_PRICES, TSMC])
@pytest.mark.parametrize("answer", NO_DATA)
def test_no_data_is_empty(feed: Feed, answer: object) -> None:
    """No answer of no data is taken for a month without trade."""
    assert read(feed, answer, DAY).status is Status.EMPTY


@pytest.mark.parametrize("feed", [INDEX, INDEX_PRICES, TSMC])
@pytest.mark.parametrize("answer", [{"stat": "OK"}, {"stat": "OK", "data": [["114/02/03"]]}])
def test_ok_without_a_table_is_refused(feed: Feed, answer: object) -> None:
    """Rows without the names of their fields say nothing."""
    with pytest.raises(Refused, match="columns"):
        read(feed, answer, DAY)

"""Which answers of TPEx are believed as a whole."""

from typing import Any

import pytest

from bot.core.intake import Dataset, Status
from bot.sources.feed import Refused
from bot.sources.feeds.tpex import tpex_feeds
from bot.sources.feeds.tpex_prices import TpexPrices
from bot.sources.kinds import kind_of
from tests.sources.payloads_tpex import DAY, NO_DATA, PHISON, QUOTE_FIELDS, quotes, read, table

FEED = TpexPrices(kind_of)
FEEDS = tpex_feeds(kind_of)
TABLES = [
    Dataset.TPEX_INDEX,
    Dataset.TPEX_DIVIDENDS,
    Dataset.TPEX_REDUCTIONS,
    Dataset.TPEX_PAR_CHANGES,
    Dataset.TPEX_SPLITS,
    Dataset.TPEX_REVERSE_SPLITS,
]
Answer = dict[str, Any]


def test_there_is_a_feed_for_every_table() -> None:
    """Whatever TPEx has a name for can be read."""
    assert set(FEEDS) == {each for each in Dataset if each.source == "tpex"}
    assert all(feed.dataset is dataset for dataset, feed in FEEDS.items())


def test_columns_may_move_and_come_new() -> None:
    """They go by name, blanks in it aside."""
    answer = quotes([["?", *reversed(PHISON)]])
    answer["tables"][0]["fields"] = [
        "新欄",
        *(f" {name[0]} {name[1:]}" for name in QUOTE_FIELDS[::-1]),
    ]
    assert read(FEED, answer).bars == read(FEED, quotes([PHISON])).bars


@pytest.mark.parametrize("name", ["收盤", "漲跌", "成交股數", "成交金額(元)", "代號"])
def test_a_renamed_column_refuses_the_answer(name: str) -> None:
    """A figure whose meaning or unit is not known is not guessed."""
    answer = quotes([PHISON])
    answer["tables"][0]["fields"] = [
        f"{each}(仟)" if each == name else each for each in QUOTE_FIELDS
    ]
    with pytest.raises(Refused, match="columns"):
        read(FEED, answer)


@pytest.mark.parametrize("day", ["20250122", "114/02/04", "", "?", 20250203, None])
def test_an_answer_of_another_day_is_refused(day: object) -> None:
    """The old address ignores the day asked for and answers with the newest one."""
    answer = quotes([PHISON])
    with pytest.raises(Refused, match="wrong_day"):
        read(FEED, {**answer, "date": day})
    answer["tables"][0]["date"] = day
    with pytest.raises(Refused, match="wrong_day"):
        read(FEED, answer)


def test_an_empty_table_of_another_day_is_refused() -> None:
    """It says nothing about the day asked for."""
    with pytest.raises(Refused, match="wrong_day"):
        read(FEED, quotes([], DAY.replace(day=4)))


@pytest.mark.parametrize("answer", NO_DATA)
def test_no_data_is_empty(answer: object) -> None:
    """Closed and not yet published look the same."""
    batch = read(FEED, answer)
    assert (batch.status, batch.bars, batch.rows) == (Status.EMPTY, (), 0)


@pytest.mark.parametrize("answer", [{"stat": "系統忙碌"}, {"error": 1}, {"tables": []}])
def test_any_other_state_is_refused(answer: Answer) -> None:
    """An excuse is not a closed day."""
    with pytest.raises(Refused, match="stat"):
        read(FEED, answer)


@pytest.mark.parametrize("tables", [None, {}, [], [{}], ["上櫃股票行情"], [{"title": "管理股票"}]])
def test_ok_without_prices_is_refused(tables: object) -> None:
    """A state says nothing without the table."""
    with pytest.raises(Refused, match="no_prices"):
        read(FEED, {"stat": "ok", "tables": tables})


@pytest.mark.parametrize(
    "body", [b"<html>maintenance</html>", b'{"stat":"ok","tables":[{', b"\xff"]
)
def test_what_is_no_json_is_refused(body: bytes) -> None:
    """Nothing of it is kept."""
    with pytest.raises(Refused):
        read(FEED, body)


@pytest.mark.parametrize("total", ["", "63,43", "---", 1.5, None, [1]])
def test_an_unreadable_total_harms_no_row(total: object) -> None:
    """It is then not known, or read as it is."""
    answer = quotes([PHISON])
    answer["tables"][0]["totalTradingAmount"] = total
    batch = read(FEED, answer)
    assert (len(batch.bars), batch.status) == (1, Status.COMPLETE)
    assert (batch.turnover is None) == (total != 1.5)


@pytest.mark.parametrize("dataset", TABLES)
def test_a_table_without_rows_is_empty(dataset: Dataset) -> None:
    """Most years have none of the rare actions."""
    feed = FEEDS[dataset]
    assert read(feed, table(["日期"])).status is Status.EMPTY
    assert read(feed, {"stat": "查無資料，請重新輸入日期查詢。"}).status is Status.EMPTY


@pytest.mark.parametrize("dataset", TABLES)
def test_a_table_of_other_columns_is_refused(dataset: Dataset) -> None:
    """One answer is not taken for another."""
    with pytest.raises(Refused, match="columns"):
        read(FEEDS[dataset], table(["甲", "乙"], ["1", "2"]))


@pytest.mark.parametrize("dataset", TABLES)
def test_no_tables_and_too_many_are_refused(dataset: Dataset) -> None:
    """There is one."""
    two = table(["日期"], ["1"])
    for tables in (None, [*two["tables"], *two["tables"]]):
        with pytest.raises(Refused, match="columns"):
            read(FEEDS[dataset], {"stat": "ok", "tables": tables})


@pytest.mark.parametrize("dataset", TABLES[1:])
@pytest.mark.parametrize("echo", ["20240101~20241231", "20250101~20250115", "~", "20250203~"])
def test_the_range_must_be_the_one_asked_for(dataset: Dataset, echo: str) -> None:
    """A part of it would lack what happened in the rest."""
    feed = FEEDS[dataset]
    days = feed.days(DAY)
    whole = f"{days.first:%Y%m%d}~{days.last:%Y%m%d}"
    assert read(feed, table(["日期"], date=whole)).status is Status.EMPTY
    with pytest.raises(Refused, match="wrong_day"):
        read(feed, table(["日期"], date=echo))

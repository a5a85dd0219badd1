"""Which answers for a session of TWSE are believed as a whole."""

from datetime import date
from typing import Any

import pytest

from bot.core.intake import Status
from bot.sources.feed import Refused
from bot.sources.feeds.twse_prices import TwsePrices
from bot.sources.kinds import kind_of
from tests.sources.payloads_twse import NO_DATA, PRICE_FIELDS, TSMC, mi_index, read

FEED = TwsePrices(kind_of)
DAY = date(2025, 2, 3)
Answer = dict[str, Any]


def _answer() -> Answer:
    """Return the session with TSMC's row."""
    return mi_index(DAY, [TSMC])


def _prices(answer: Answer) -> Answer:
    """Return the table of prices inside an answer."""
    found: Answer = answer["tables"][8]
    return found


def test_columns_may_move_and_come_new() -> None:
    """They go by name."""
    answer = _answer()
    prices = _prices(answer)
    prices["fields"] = ["新欄", *reversed(PRICE_FIELDS)]
    prices["data"] = [["?", *reversed(TSMC)]]
    assert read(FEED, answer, DAY).bars == read(FEED, _answer(), DAY).bars


@pytest.mark.parametrize("name", ["收盤價", "漲跌(+/-)", "成交股數", "證券代號"])
def test_a_renamed_column_refuses_the_answer(name: str) -> None:
    """A figure whose meaning is not known is not guessed."""
    answer = _answer()
    _prices(answer)["fields"] = [f"{each}*" if each == name else each for each in PRICE_FIELDS]
    with pytest.raises(Refused, match="columns"):
        read(FEED, answer, DAY)


def test_other_units_refuse_the_answer() -> None:
    """Lots in place of shares would be wrong by a thousand."""
    answer = _answer()
    _prices(answer)["hints"] = "單位：仟元、張"
    with pytest.raises(Refused, match="units"):
        read(FEED, answer, DAY)


@pytest.mark.parametrize(
    "change",
    [{"date": "20250122"}, {"params": {"date": "20250122"}}, {"date": "?"}, {"date": 20250203}],
)
def test_an_echo_of_another_day_refuses_the_answer(change: Answer) -> None:
    """Yesterday's answer is not today's."""
    with pytest.raises(Refused, match="wrong_day"):
        read(FEED, {**_answer(), **change}, DAY)


@pytest.mark.parametrize("place", [0, 6, 8])
@pytest.mark.parametrize("title", ["114年01月22日 ", ""])
def test_a_table_of_another_day_refuses_the_answer(place: int, title: str) -> None:
    """Every table names its own day."""
    answer = _answer()
    answer["tables"][place]["title"] = title + answer["tables"][place]["title"].partition(" ")[2]
    with pytest.raises(Refused, match="wrong_day"):
        read(FEED, answer, DAY)


@pytest.mark.parametrize("answer", NO_DATA)
def test_no_data_is_empty(answer: object) -> None:
    """Closed and not yet published look the same."""
    batch = read(FEED, answer, DAY)
    assert (batch.status, batch.bars, batch.rows) == (Status.EMPTY, (), 0)


def test_no_data_of_another_day_is_refused() -> None:
    """It says nothing about the day asked for."""
    with pytest.raises(Refused, match="wrong_day"):
        read(FEED, {"stat": NO_DATA[0]["stat"], "date": "20250122"}, DAY)


@pytest.mark.parametrize("answer", [{"stat": "請稍後再試"}, {"error": 1}, {"tables": []}])
def test_any_other_state_is_refused(answer: object) -> None:
    """An excuse is not a closed day."""
    with pytest.raises(Refused, match="stat"):
        read(FEED, answer, DAY)


def test_an_answer_without_the_prices_is_refused() -> None:
    """The totals alone are no session."""
    answer = _answer()
    answer["tables"][8] = {}
    with pytest.raises(Refused, match="no_prices"):
        read(FEED, answer, DAY)


def test_ok_without_tables_is_refused() -> None:
    """A state says nothing without figures."""
    with pytest.raises(Refused, match="no_prices"):
        read(FEED, {"stat": "OK"}, DAY)


@pytest.mark.parametrize(("place", "rule"), [(0, "no_index"), (6, "no_totals")])
def test_prices_stand_without_the_markets_row(place: int, rule: str) -> None:
    """What is missing of the market is told, the stocks' figures are kept."""
    answer = _answer()
    answer["tables"][place] = {}
    batch = read(FEED, answer, DAY)
    assert batch.bars[0].code == "2330"
    assert [(each.code, each.rule) for each in batch.rejected] == [("TAIEX", rule)]


def test_the_index_may_be_missing_from_its_table() -> None:
    """Other indices are not taken for it."""
    answer = _answer()
    answer["tables"][0]["data"].pop()
    assert [each.rule for each in read(FEED, answer, DAY).rejected] == ["no_index"]

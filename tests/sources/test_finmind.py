"""FinMind's row of a session is read by its own names, or not at all."""

from decimal import Decimal

import pytest

from bot.sources.feed import Refused
from bot.sources.finmind import FinMind
from tests.sources.close_answers import EVENING, SESSION, finmind, finmind_row
from tests.sources.quote_answers import instrument

TSMC = instrument("2330")


def _read(body: bytes) -> Decimal | None:
    """Read TSMC's close of the session."""
    return FinMind().read(body, TSMC, SESSION, EVENING)


def test_asks_for_the_prices_as_traded() -> None:
    """The set of adjusted prices has another name and is never asked for."""
    question = FinMind().question(TSMC, SESSION, EVENING)
    assert question
    assert question.params == {
        "dataset": "TaiwanStockPrice", "data_id": "2330",
        "start_date": "2025-02-03", "end_date": "2025-02-03",
    }  # fmt: skip
    assert FinMind().question(instrument("TAIEX"), SESSION, EVENING)
    assert FinMind().question(instrument("TPEX"), SESSION, EVENING) is None


def test_reads_the_close_of_the_day_asked_for() -> None:
    """Days that come along uninvited are left aside."""
    other = finmind_row(date="2025-02-04", close=1095.0, max=1100.0)
    assert _read(finmind(other, finmind_row())) == Decimal(1070)


@pytest.mark.parametrize(
    "changed",
    [
        {"date": "2025-02-04"}, {"stock_id": "2317"}, {"close": 0.0}, {"close": None},
        {"Trading_Volume": 0}, {"close": 1080.0}, {"close": -1070.0, "min": -1080.0}, {"min": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_row_that_states_no_close_is_none(changed: dict[str, object]) -> None:
    """Another day or code, no trades, a close outside the day's range."""
    assert _read(finmind(finmind_row(**changed))) is None


def test_two_rows_of_one_day_are_no_statement() -> None:
    """Of two closes neither is believed."""
    assert _read(finmind(finmind_row(), finmind_row(close=1065.0))) is None
    assert _read(finmind()) is None


@pytest.mark.parametrize("body", [b"", b"{}", finmind(finmind_row(), status=402), b"<html>"])
def test_no_answer_is_refused(body: bytes) -> None:
    """An exhausted quota or another page is no answer."""
    with pytest.raises(Refused):
        _read(body)


def test_an_index_needs_no_volume() -> None:
    """The TAIEX is taken as it stands."""
    row = finmind_row(stock_id="TAIEX", close=22694.71, max=23000, min=22500, Trading_Volume=0)
    read = FinMind().read(finmind(row), instrument("TAIEX"), SESSION, EVENING)
    assert read == Decimal("22694.71")

"""Real-time quotes are read letter by letter; what is odd is left out, nothing is invented."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.clock import TAIPEI
from bot.market.quotes import Quote
from bot.sources.feed import Refused
from bot.sources.mis import SOURCE, question_for, read_quotes
from tests.sources.quote_answers import INDEX, NOW, STOCK, answer, instrument

TSMC, TAIEX = instrument("2330"), instrument("TAIEX")


def _read(**letters: object) -> Quote | None:
    """Read TSMC's row with other letters; None where it is left out."""
    return read_quotes(answer({**STOCK, **letters}), [TSMC], NOW).get("2330")


def test_asks_for_both_boards_and_the_indices_in_one_request() -> None:
    """Listed stocks are `tse`, those over the counter `otc`, and the indices have names there."""
    asked = question_for(map(instrument, ("2330", "6488", "00631L", "TAIEX", "TPEX")))
    assert asked.host == "mis"
    assert asked.params["ex_ch"] == ("tse_2330.tw|otc_6488.tw|tse_00631L.tw|tse_t00.tw|otc_o00.tw")


def test_reads_every_letter_of_a_stock() -> None:
    """Prices are exact, volume is in shares, and the time is the trade's."""
    assert _read() == Quote(
        code="2330",
        at=datetime(2026, 11, 23, 10, 15, 20, tzinfo=TAIPEI),
        price=Decimal(1510),
        reference=Decimal(1500),
        open=Decimal(1495),
        high=Decimal(1520),
        low=Decimal(1490),
        volume=12_345_000,
        limit_up=Decimal(1650),
        limit_down=Decimal(1350),
        source=SOURCE,
    )


def test_an_index_has_points_and_no_volume() -> None:
    """What stands under `v` of an index is money, so it is no count of shares."""
    quote = read_quotes(answer(INDEX, STOCK), [TAIEX, TSMC], NOW)["TAIEX"]
    assert (quote.price, quote.reference) == (Decimal("31200.50"), Decimal(31000))
    assert (quote.volume, quote.limit_up, quote.limit_down) == (None, None, None)


def test_between_refreshes_the_last_trade_stands_in_with_its_own_time() -> None:
    """Where `z` is absent the trade inside the row is the last one."""
    quote = _read(z="-", trade={"t": "10:14:59", "v": 3, "z": "1505.0000"})
    assert quote
    assert (quote.price, quote.at.time().isoformat()) == (Decimal(1505), "10:14:59")


@pytest.mark.parametrize("absent", ["-", "0.0000", "", None])
def test_bids_asks_and_trial_matches_are_no_trade(absent: object) -> None:
    """Without any trade the price is unknown, whatever `a`, `b` and `pz` say."""
    quote = _read(z=absent, trade=None)
    assert quote
    assert (quote.price, quote.reference) == (None, Decimal(1500))


@pytest.mark.parametrize("mark", ["ip", "ts"])
def test_a_trial_match_is_no_trade_either(mark: str) -> None:
    """While the row is marked as a trial its `z` is not believed; the trade inside is."""
    before = {"t": "10:10:00", "v": 3, "z": "1500.0000"}
    quote = _read(**{mark: "1", "z": "1515.0000", "trade": before})
    assert quote
    assert (quote.price, quote.at.time().isoformat()) == (Decimal(1500), "10:10:00")


@pytest.mark.parametrize(
    "letters",
    [
        {"d": "20261120"}, {"d": "20261124"}, {"d": "-"}, {"t": "10:17:00"}, {"t": "08:59:55"},
        {"t": "25:00:00"}, {"t": None}, {"z": "-1510.0000"}, {"z": "1,51"}, {"z": "NaN"},
        {"z": "1525.0000"}, {"z": "1485.0000"}, {"h": "1485.0000"}, {"o": "1600.0000"},
        {"u": "1505.0000"}, {"w": "1515.0000"}, {"y": "-1500.0000"}, {"y": "1700.0000"},
        {"v": "-5"}, {"v": "1.5"}, {"c": "2317"}, {"ex": "otc"}, {"c": None}, {"z": ["1510"]},
    ],
    ids=str,
)  # fmt: skip
def test_an_odd_row_is_left_out(letters: dict[str, object]) -> None:
    """Another day, the future, another code, and prices that cannot be true together."""
    assert _read(**letters) is None


def test_no_limits_are_unknown_ones() -> None:
    """The exchange's words for an unlimited day are no bounds."""
    quote = _read(u="9999.9500", w="0.0100")
    assert quote
    assert (quote.limit_up, quote.limit_down) == (None, None)


def test_two_rows_of_one_code_are_both_left_out() -> None:
    """Of two statements about one instrument neither can be believed."""
    body = answer(STOCK, {**STOCK, "z": "1515.0000"})
    assert read_quotes(body, [TSMC], NOW) == {}


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b'{"rtcode": "0000"}', answer(STOCK, rtcode="5001"),
     b'{"msgArray": {}, "rtcode": "0000"}'],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused(body: bytes) -> None:
    """A page, another shape or a code of failure is no answer."""
    with pytest.raises(Refused):
        read_quotes(body, [TSMC], NOW)


_CELLS: st.SearchStrategy[object] = st.sampled_from(
    ["-", "", "0", "0.0000", "-1.00", "1510.0000", "1e3", "９", "1,510.00", "20261123", "20261124",
     "20251123", "13:30:00", "2330", "t00", "otc", "1", None, 0, -3, True, [], {}, {"z": "1510"}]
)  # fmt: skip
_MUTATED = st.dictionaries(st.sampled_from(sorted(STOCK)), _CELLS | st.text(max_size=6))


@given(_MUTATED, st.sets(st.sampled_from(sorted(STOCK))))
def test_nothing_is_invented(changed: dict[str, object], missing: set[str]) -> None:
    """Whatever becomes of the letters, a figure that comes out stood in its own letter."""
    row = {letter: cell for letter, cell in {**STOCK, **changed}.items() if letter not in missing}
    for quote in read_quotes(answer(row), [TSMC], NOW).values():
        inside = row.get("trade")
        trade = inside.get("z") if isinstance(inside, dict) else None
        assert _figures(quote.price) <= _figures(row.get("z")) | _figures(trade)
        for letter, figure in zip("yohl", _prices(quote), strict=True):
            assert _figures(figure) <= _figures(row.get(letter))
        assert quote.session == NOW.date()
        assert quote.at <= NOW + timedelta(minutes=1)


def _prices(quote: Quote) -> tuple[Decimal | None, ...]:
    """Return reference, open, high and low."""
    return (quote.reference, quote.open, quote.high, quote.low)


def _figures(cell: object) -> set[Decimal]:
    """Return the figure that a cell states, if any."""
    text = str(cell).replace(",", "")
    return {Decimal(text)} if text.replace(".", "", 1).isdecimal() else set()

"""Points of the TAIEX against what the exchange and the press printed."""

from decimal import Decimal

import pytest

from bot.market.bars import Bar, Provenance
from bot.market.contribution import IndexBase, contributions, index_base, points
from bot.market.instruments import Instrument, Kind, Market
from bot.market.shares import ShareCount
from tests.market.days import FOUNDING_DAY, bar, stock

TSMC = 25_932_524_521
BASE = Decimal("3.21e11")
"""The base of the index early in 2025, from the points of TSMC's ex-dividend days."""
OTHERS = 19
INDEX = bar("22694.71", "23525.41", code="TAIEX")


def _count(code: str, shares: int) -> ShareCount:
    """Make a count of that day."""
    return ShareCount(code, shares, Provenance("test", FOUNDING_DAY))


def _find(code: str) -> Instrument | None:
    """Know everything but the index as a listed stock, and 6488 as an OTC one."""
    if code == "6488":
        return Instrument(code, code, Market.TPEX, Kind.STOCK)
    return None if code == "TAIEX" else stock(code)


def _market() -> tuple[dict[str, Bar], dict[str, ShareCount]]:
    """Make TSMC's founding day among stocks that together weigh what the index weighed."""
    whole = BASE / 100 * Decimal("23525.41")
    rest = int((whole - 1135 * TSMC) / OTHERS / 100)
    bars = {str(code): bar("97", "100", code=str(code)) for code in range(9000, 9000 + OTHERS)}
    shares = {code: _count(code, rest) for code in bars}
    bars |= {"2330": bar("1070", "1135"), "TAIEX": INDEX, "6488": bar("9", "9", code="6488")}
    return bars, shares | {"2330": _count("2330", TSMC)}


def test_the_founding_day_as_printed() -> None:
    """TSMC's fall by 65 cost the index 525 points, said the press; here 525.1."""
    bars, shares = _market()
    found = contributions(bars, shares, _find)
    assert found is not None
    assert found["2330"].quantize(Decimal("0.1")) == Decimal("-525.1")
    assert "6488" not in found


@pytest.mark.parametrize(
    ("base", "dividend", "printed"),
    [("3.207e11", 5, "40.43"), ("3.221e11", 5, "40.26")],
)
def test_ex_dividend_days_as_printed(base: str, dividend: int, printed: str) -> None:
    """TSMC's 5 TWD were 40.43 points on 2025-09-16 and 40.26 on 2025-12-11."""
    worth = IndexBase(Decimal(base) / 100, 1, 1)
    found = points(Decimal(dividend), _count("2330", TSMC), worth)
    assert abs(found - Decimal(printed)) < Decimal("0.01")


def test_few_share_counts_make_no_base() -> None:
    """One stock of twenty may lack its shares, not two."""
    bars, shares = _market()
    del shares["9000"]
    base = index_base(bars, shares, _find)
    assert base is not None
    assert (base.covered, base.stocks) == (19, 20)
    del shares["9001"]
    assert index_base(bars, shares, _find) is None
    assert contributions(bars, shares, _find) is None


def test_no_index_is_no_base() -> None:
    """Without the index's own reference nothing is estimated."""
    bars, shares = _market()
    del bars["TAIEX"]
    assert index_base(bars, shares, _find) is None


def test_an_unknown_reference_has_no_points() -> None:
    """A stock without reference or shares is left out, never zero."""
    bars, shares = _market()
    bars["9000"] = bar("97", None, code="9000")
    found = contributions(bars, shares, _find)
    assert found is not None
    assert "9000" not in found
    assert "9001" in found

"""Market value of the founding day, as printed."""

from decimal import Decimal

from bot.market.bars import Provenance
from bot.market.market_value import change_of, market_value, value_of
from bot.market.shares import ShareCount
from tests.market.days import FOUNDING_DAY, bar

TSMC = ShareCount("2330", 25_932_524_521, Provenance("test", FOUNDING_DAY))
ACER = ShareCount("2353", 1_000, Provenance("test", FOUNDING_DAY))
FALL = bar("1070", "1135")
RISE = bar("38.65", "37.2", code="2353")


def test_the_founding_day_as_printed() -> None:
    """The press: TSMC lost 1.68 trillion and was worth 27.74 trillion (cut, not rounded)."""
    assert value_of(FALL, TSMC) == Decimal(27747801237470)
    assert change_of(FALL, TSMC) == Decimal(-1685614093865)


def test_a_set_adds_up() -> None:
    """Values and changes are summed over the members."""
    found = market_value(
        ["2330", "2353"], {"2330": FALL, "2353": RISE}, {"2330": TSMC, "2353": ACER}
    )
    assert found.value == Decimal(27747801237470) + 38650
    assert found.change == Decimal(-1685614093865) + 1450
    assert found.missing == ()


def test_one_unknown_member_leaves_no_sum() -> None:
    """Without a count, a close or a reference the member is named."""
    found = market_value(["2330", "2353"], {"2330": FALL, "2353": RISE}, {"2330": TSMC})
    assert (found.value, found.change, found.missing) == (None, None, ("2353",))
    bare = bar("1070", None)
    found = market_value(["2330"], {"2330": bare}, {"2330": TSMC})
    assert found.value == Decimal(1070) * TSMC.shares
    assert (found.change, found.missing) == (None, ("2330",))
    assert value_of(bar(None, "1135"), TSMC) is None
    assert market_value([], {}, {}).value is None

"""When a session counts as whole, and the probe of it."""

from bot.data.instruments import load_instruments
from bot.market.instruments import Kind, Market
from bot.market.scopes import BY_INDUSTRY, EXCHANGES
from bot.market.whole import sample_of, stocks_of, whole_markets

STOCKS = [one for one in load_instruments() if one.kind is Kind.STOCK]


def _codes(market: Market) -> list[str]:
    """Return a market's stocks."""
    return [one.code for one in STOCKS if one.market is market]


def test_a_market_counts_when_its_table_is_held() -> None:
    """A few stocks of the other market add nothing."""
    held = {*_codes(Market.TWSE), *_codes(Market.TPEX)[:20]}

    assert whole_markets(held, stocks_of(STOCKS)) == {Market.TWSE}
    assert whole_markets({*held, *_codes(Market.TPEX)}, stocks_of(STOCKS)) == set(Market)
    assert whole_markets(set(_codes(Market.TWSE)[:12]), stocks_of(STOCKS)) == frozenset()


def test_nothing_listed_is_no_whole_market() -> None:
    """Without a list nothing can be whole."""
    assert whole_markets({"2330"}, {}) == frozenset()


def test_a_probe_is_spread_over_the_markets_wanted() -> None:
    """It holds stocks alone, first and last codes among them, and no more than asked for."""
    probe = sample_of(stocks_of(load_instruments()), [Market.TPEX, Market.TWSE], 30)
    own = [code for code in probe if code in set(_codes(Market.TWSE))]

    assert 25 <= len(own) <= 30
    assert 25 <= len(probe) - len(own) <= 30
    assert probe == sample_of(stocks_of(load_instruments()), [Market.TWSE, Market.TPEX], 30)
    assert sample_of(stocks_of(load_instruments()), [], 30) == ()


def test_parts_of_the_market_hold_their_own() -> None:
    """An exchange by its market, an industry by its name."""
    tsmc = next(one for one in STOCKS if one.code == "2330")
    chips = next(scope for scope in BY_INDUSTRY if scope.word == "半導體業")

    assert [scope.holds(tsmc) for scope in EXCHANGES] == [True, False]
    assert chips.holds(tsmc)
    assert not chips.holds(next(one for one in STOCKS if one.code == "2317"))

"""Whether a session is held whole: a part of a market is never shown as the market."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from bot.market.instruments import Instrument, Kind, Market

# The store keeps whole tables or single stocks of the archive, so that what lies between the two
# is only what was listed or struck off since.
_LEAST = Decimal("0.5")
Stocks = Mapping[Market, Sequence[str]]
"""The codes of the stocks listed on each market, in order."""


def stocks_of(listed: Iterable[Instrument]) -> Stocks:
    """Sort out the stocks of those listed."""
    found: dict[Market, list[str]] = {}
    for one in listed:
        if one.kind is Kind.STOCK:
            found.setdefault(one.market, []).append(one.code)
    return {market: sorted(codes) for market, codes in found.items()}


def whole_markets(held: Collection[str], stocks: Stocks) -> frozenset[Market]:
    """Return the markets whose table is held; `stocks` are those of the session."""
    known = frozenset(held)
    counts = {market: len(known.intersection(codes)) for market, codes in stocks.items()}
    return frozenset(m for m, found in counts.items() if found >= _LEAST * len(stocks[m]))


def sample_of(stocks: Stocks, markets: Collection[Market], count: int) -> tuple[str, ...]:
    """Return up to `count` stocks of each market, spread over its codes: a probe of the whole."""
    codes: list[str] = []
    for market in sorted(markets):
        own = stocks.get(market, ())
        codes += own[:: max(1, -(-len(own) // count))]
    return tuple(codes)

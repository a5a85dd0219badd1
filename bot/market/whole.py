"""Whether a session is held whole: a part of a market is never shown as the market."""

from collections.abc import Collection, Iterable
from decimal import Decimal

from bot.market.instruments import Instrument, Kind, Market

# The store keeps whole tables or single stocks of the archive, so that what lies between the two
# is only what was listed or struck off since.
_LEAST = Decimal("0.5")


def whole_markets(held: Collection[str], listed: Iterable[Instrument]) -> frozenset[Market]:
    """Return the markets whose table is held; `listed` are those of the session."""
    counts: dict[Market, list[bool]] = {}
    for one in listed:
        if one.kind is Kind.STOCK:
            counts.setdefault(one.market, []).append(one.code in held)
    return frozenset(m for m, found in counts.items() if sum(found) >= _LEAST * len(found))


def sample_of(
    listed: Iterable[Instrument], markets: Collection[Market], count: int
) -> tuple[str, ...]:
    """Return up to `count` stocks of each market, spread over its codes: a probe of the whole."""
    codes: list[str] = []
    stocks = sorted((one.code, one.market) for one in listed if one.kind is Kind.STOCK)
    for market in sorted(markets):
        own = [code for code, where in stocks if where is market]
        codes += own[:: max(1, -(-len(own) // count))]
    return tuple(codes)

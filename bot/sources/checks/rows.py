"""The rules of one bar, which are tried in a fixed order; the first broken one names the reason.

1. Those of `check_bar`, in its order: positive prices, amounts not negative, the range in order.
2. `absurd_size`: a figure larger than the market could bring forth.
3. `off_tick`: a price that no order could have had. References may be off tick.
4. `outside_limit`: a price beyond the day's bounds, where there are bounds for certain.
5. `units`: turnover over volume is no price of the session (of its reference where the range is
   not stated); one of them counts in thousands.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from bot.market.bars import Bar, check_bar
from bot.market.instruments import Instrument, Kind
from bot.market.price_rules import STEP_TABLES, PriceLimits, limit_percent_on, limits, on_tick
from bot.sources.checks.known import Known
from bot.sources.kinds import kind_of

_MOST = 10**15
_DEAREST = Decimal(10**7)
# Block and odd-lot trades count in turnover and volume, not in the range, but all keep to the day's
# bounds. Of 151 rows published for 2023-01-30 the worst mean was 0.3 percent outside its range.
_APART = Decimal(2)
"""How far a mean may be from the session's prices where there are no bounds."""
_SESSIONS_WITHOUT_LIMIT = 5
# No five sessions in a row, holidays included, ever stretched over more days than this.
_DAYS_WITHOUT_LIMIT = 40
_PRICES_CACHED = 2**14

_on_tick = lru_cache(_PRICES_CACHED)(on_tick)
_limits = lru_cache(_PRICES_CACHED)(limits)


def broken_rule(bar: Bar, known: Known) -> str | None:
    """Name the first rule that a bar breaks; None for a bar to be believed."""
    if broken := check_bar(bar):
        return broken[0]
    instrument = known.find(bar.code)
    kind = instrument.kind if instrument else kind_of(bar.code)
    if _is_absurd(bar):
        return "absurd_size"
    if _is_off_tick(bar, kind):
        return "off_tick"
    bounds = _bounds(bar, instrument, known) if instrument is not None else None
    if _is_outside(bar, bounds):
        return "outside_limit"
    return "units" if kind is not Kind.INDEX and _units_disagree(bar, bounds) else None


def _prices(bar: Bar) -> Iterator[Decimal]:
    """Yield the prices that were traded at, as far as stated."""
    for price in (bar.open, bar.high, bar.low, bar.close):
        if price is not None:
            yield price


def _is_absurd(bar: Bar) -> bool:
    """Tell whether a figure is larger than any market's."""
    amounts = (bar.volume, bar.turnover, bar.trades)
    return any(amount is not None and amount >= _MOST for amount in amounts) or any(
        price >= _DEAREST for price in (*_prices(bar), bar.reference or 0)
    )


def _is_off_tick(bar: Bar, kind: Kind | None) -> bool:
    """Tell whether a price lies between two steps; an index has none."""
    return kind in STEP_TABLES and not all(
        _on_tick(price, kind, bar.session) for price in _prices(bar)
    )


def _is_outside(bar: Bar, bounds: PriceLimits | None) -> bool:
    """Tell whether a price lies beyond the bounds."""
    return bounds is not None and not all(
        bounds.down <= price <= bounds.up for price in _prices(bar)
    )


def _bounds(bar: Bar, instrument: Instrument, known: Known) -> PriceLimits | None:
    """Return the session's bounds; None where there may be none, or others."""
    percent = instrument.limit_percent
    if bar.reference is None or percent is None or instrument.kind not in STEP_TABLES:
        return None
    if (bar.code, bar.session) in known.acting or _may_be_new(bar.session, instrument, known):
        return None
    in_force = limit_percent_on(percent, bar.session)
    return _limits(bar.reference, instrument.kind, in_force, bar.session)


def _may_be_new(session: date, instrument: Instrument, known: Known) -> bool:
    """Tell whether the session may be among the first of a listing, which have no bounds.

    The day of listing is that on the present market: before it nothing is known of another one.
    """
    listed = instrument.listed
    if listed is None or session < listed:
        return True
    if (session - listed).days > _DAYS_WITHOUT_LIMIT:
        return False
    first = max(listed, known.calendar.first)
    return known.calendar.position(first, session) < _SESSIONS_WITHOUT_LIMIT


def _units_disagree(bar: Bar, bounds: PriceLimits | None) -> bool:
    """Tell whether turnover over volume is no price of the session."""
    if bar.volume is None or bar.turnover is None:
        return False
    low, high = bar.low or bar.reference, bar.high or bar.reference
    if low is None or high is None:
        # Nothing tells the price; still nothing is traded for nothing.
        return (bar.volume == 0) != (bar.turnover == 0)
    apart = _APART if bounds is None else bounds.up / bounds.down
    # A turnover is stated in whole TWD, which matters where a few cheap shares were traded.
    least, most = bar.volume * low / apart - 1, bar.volume * high * apart + 1
    return not least <= bar.turnover <= most

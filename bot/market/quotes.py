"""A price of the session in progress, which is no close."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from bot.market.bars import Bar, Provenance, ReferenceBasis
from bot.market.calendar import TradingCalendar
from bot.market.instruments import Instrument
from bot.market.moves import Limit, Move, move_of
from bot.market.price_rules import PriceLimits


@dataclass(frozen=True, slots=True)
class Quote:
    """The last trade of a running session: TWD (an index: points), shares; None is not known."""

    code: str
    at: datetime
    """When the exchange stamped it, aware, in the exchange's own time zone."""
    price: Decimal | None
    reference: Decimal | None
    open: Decimal | None
    high: Decimal | None
    low: Decimal | None
    volume: int | None
    """Shares traded so far in the session."""
    limit_up: Decimal | None
    limit_down: Decimal | None
    source: str

    @property
    def session(self) -> date:
        """Return the session it is a price of."""
        return self.at.date()


def move_so_far(instrument: Instrument, quote: Quote, calendar: TradingCalendar) -> Move:
    """Measure a quote against its reference; its bar's close is the last price, not a close.

    The day's bounds are those that the exchange states, never computed ones.
    """
    move = move_of(instrument, _bar_so_far(quote), calendar)
    if quote.limit_up is None or quote.limit_down is None:
        return replace(move, limit=None, limits=None)
    bounds = {quote.limit_up: Limit.UP, quote.limit_down: Limit.DOWN}
    limit = None if quote.price is None else bounds.get(quote.price)
    return replace(move, limit=limit, limits=PriceLimits(quote.limit_up, quote.limit_down))


def _bar_so_far(quote: Quote) -> Bar:
    """Write a quote as the bar that it would leave if the session ended now."""
    unknown = quote.reference is None
    return Bar(
        code=quote.code,
        session=quote.session,
        open=quote.open,
        high=quote.high,
        low=quote.low,
        close=quote.price,
        reference=quote.reference,
        basis=ReferenceBasis.UNKNOWN if unknown else ReferenceBasis.PUBLISHED,
        volume=quote.volume,
        turnover=None,
        trades=None,
        provenance=Provenance(quote.source, quote.session, quote.at),
    )

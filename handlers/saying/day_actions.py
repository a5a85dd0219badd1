"""What happened to instruments' shares on a session, and whether that is known yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.market_ports import Actions, SourceHealth
from bot.market.actions import CorporateAction
from bot.market.bars import Bar, ReferenceBasis
from bot.market.instruments import Instrument


@dataclass(frozen=True, slots=True)
class DayActions:
    """The actions held of a session; `pending` where one that is not held may explain a gap."""

    held: tuple[CorporateAction, ...] = ()
    pending: bool = False


async def look_at_day(
    instruments: Iterable[Instrument],
    session: date,
    bars: Mapping[str, Bar],
    actions: Actions,
    sources: SourceHealth,
) -> DayActions:
    """Look up a session's actions; asks for the tables where a reference is still open."""
    shown = list(instruments)
    held = await actions.between([one.code for one in shown], session, session)
    markets = {one.market for one in shown if _is_open(bars.get(one.code))}
    known = [await actions.known(market, session, session) for market in sorted(markets)]
    return DayActions(tuple(held), pending=not all(known) and not sources.offline)


def _is_open(bar: Bar | None) -> bool:
    """Tell whether a bar has a close but nothing to measure it against."""
    return bar is not None and bar.close is not None and bar.basis is ReferenceBasis.UNKNOWN

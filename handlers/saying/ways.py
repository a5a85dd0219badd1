"""The way from one close to a later one: what it was by price, and with dividends."""

from datetime import timedelta
from decimal import Decimal

from bot.core.i18n import Say
from bot.core.market_ports import Actions
from bot.core.replies import Fact
from bot.core.wording import percent
from bot.market.bars import Bar
from bot.market.instruments import Instrument, Kind
from bot.market.moves import round_percent
from bot.market.returns import RESTATING, Way, way_between


async def look_way(instrument: Instrument, base: Bar, last: Bar, actions: Actions) -> Way:
    """Look up what lies between two closes; asks for the tables that lack."""
    if instrument.kind is Kind.INDEX:
        return index_way(base, last)
    after = base.session + timedelta(days=1)
    if after > last.session:
        return way_between(base, last, (), known=True)
    held = await actions.between([base.code], after, last.session)
    known = await actions.known(instrument.market, after, last.session)
    return way_between(base, last, held, known=known)


def index_way(base: Bar, last: Bar) -> Way:
    """Return the way of a price index: nothing splits it, and dividends are not in it."""
    way = way_between(base, last, (), known=True)
    return Way(base, last, way.price, None, (), known=False)


def way_note(way: Way, say: Say) -> str:
    """Say what the percentage by price leaves out, or what it is with dividends."""
    if way.total is None:
        return say("price only, no dividends")
    if not way.actions:
        return say("no dividend or split in between")
    if all(action.kind in RESTATING for action in way.actions):
        return say("splits and reductions reckoned in")
    return say("{percent} with dividends", percent=percent(way.total))


def unknown_way_note(way: Way, say: Say) -> str:
    """Say why there is no percentage."""
    if way.base.close is None or way.last.close is None:
        return say("no trade on one of the two days")
    return say("a split or reduction in between cannot be ruled out, so no change is stated")


def way_summary(way: Way) -> dict[str, Fact]:
    """State a way for machines, rounded."""
    return {
        "session": way.last.session,
        "close": way.last.close,
        "percent": rounded(way.price),
        "total_percent": rounded(way.total),
        "actions": [
            {"session": action.session, "kind": action.kind.value} for action in way.actions
        ],
    }


def rounded(value: Decimal | None) -> Decimal | None:
    """Round a percentage where it is known."""
    return None if value is None else round_percent(value)

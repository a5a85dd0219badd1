"""`/since 2330 2025-02-03`: what became of an instrument or a basket since a session."""

from typing import Annotated

from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.market_ports import Actions, Sessions
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import registry
from bot.core.replies import Reply
from bot.core.values import SessionDate, Subject
from handlers.saying.look_since import Look, look_basket, look_one
from handlers.saying.since_basket import since_basket
from handlers.saying.since_one import since_one


@registry.command("since", "至今", "以來", rank=44)
async def since(
    subject: Annotated[Subject, "a code, a name, or a basket"],
    day: Annotated[SessionDate, "from the close of this session"],
    *,
    bars: Bars,
    sessions: Sessions,
    actions: Actions,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply:
    """What became of an instrument or a basket since a session.

    /since 2330 2025-01-22
    /since 兆元宴 2025-01-22

    From the close of that session to the latest held, beside the TAIEX. A basket is an index from
    100 that puts the same amount into every member and holds it. Splits and capital reductions
    are reckoned in; dividends where all tables of that time are held.
    """
    look = Look(bars, sessions, actions, almanac, moment, say)
    if subject.instrument:
        return since_one(await look_one(subject.instrument, day, look), almanac, moment, say)
    return since_basket(await look_basket(subject.basket or "", day, look), almanac, moment, say)

"""`/exdiv 兆元宴`: which shares went or will go ex-dividend, split, or change their capital."""

from typing import Annotated

from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.market_ports import Actions, SourceHealth
from bot.core.parameters import Almanac
from bot.core.registry import registry
from bot.core.replies import Reply
from bot.core.values import Subject
from handlers.saying.ex_dates import dated
from handlers.saying.look_ex_dates import look_ex_dates


@registry.command("exdiv", "除息", "除權息", rank=48)
async def exdiv(
    subject: Annotated[Subject | None, "a code, a name, or a basket; all by default"] = None,
    *,
    actions: Actions,
    sources: SourceHealth,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply:
    """Which shares went or will go ex-dividend, split, or change their capital.

    /exdiv 兆元宴
    /exdiv 2330
    /exdiv

    The last 10 sessions and the next 30 days, as far as they are announced. A reference price is
    known from the morning of its day on. TPEx publishes no table of days ahead.
    """
    return dated(await look_ex_dates(subject, actions, sources, almanac, moment, say), say)

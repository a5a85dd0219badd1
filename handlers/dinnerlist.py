"""`/dinnerlist 2025-02-03`: how the companies at the trillion-yuan dinner did."""

from datetime import date, timedelta
from typing import Annotated, Literal

from bot.core.absent import no_data
from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.market_ports import Actions, Shares
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import registry
from bot.core.replies import Button, Reply
from bot.core.values import EditionDate, SessionDate
from bot.core.wording import long_date
from bot.market.baskets import Basket, Edition
from bot.market.instruments import TAIEX
from handlers.saying.dinner import dined
from handlers.saying.dinner_facts import Dinner
from handlers.saying.near import look_near


@registry.command("dinnerlist", "兆元宴", "宴席", "dinner", rank=20)
async def dinnerlist(
    day: Annotated[SessionDate | None, "session, the latest one by default"] = None,
    edition: Annotated[EditionDate | None, "which dinner, the latest before it by default"] = None,
    order: Annotated[Literal["percent", "code", "name"], "how the table is sorted"] = "percent",
    *,
    bars: Bars,
    actions: Actions,
    shares: Shares,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply:
    """How the companies at the trillion-yuan dinner did.

    /dinnerlist 2025-02-03
    /dinnerlist 2026-01-29 2026-01
    /dinnerlist 2025-02-03 code

    The average gives every member the same weight. The latest dinner on or before the day whose
    guest list is known is taken, unless a dinner is named.

    Market value is close times issued shares, its change against the reference prices of the day;
    it is left out unless the shares of all members are known.
    """
    dinner = almanac.baskets["dinner"].known_by(moment.yesterday)
    session = day or await _latest(dinner, edition, bars, moment)
    chosen = _chosen(dinner, edition, session or moment.horizon, say)
    held = await bars.on(session, {*chosen.codes, TAIEX.code}) if session else {}
    if session is None or not any(code in held for code in chosen.codes):
        raise await no_data(
            say.pick(dinner.title), chosen.codes, day, bars=bars, moment=moment, say=say,
            line=f"/dinnerlist {{}}{f' {edition}場' if edition else ''}".format,
        )  # fmt: skip
    unlisted = tuple(e for e in dinner.editions if chosen.date < e.date <= session and not e.codes)
    near = await look_near(chosen.codes, session, bars, almanac.calendar, moment)
    shown = Dinner(
        dinner, chosen, session, held, order, near, unlisted, edition is not None,
        counts=await shares.on(session, chosen.codes),
        actions=await actions.between(chosen.codes, session, session),
    )  # fmt: skip
    return dined(shown, almanac, moment, say, asked=day is not None)


async def _latest(dinner: Basket, edition: date | None, bars: Bars, moment: Moment) -> date | None:
    """Return the latest session that holds half of the dinner which was then the latest."""
    until = moment.horizon
    for candidate in reversed([e for e in dinner.editions if e.codes]):
        half = (len(candidate.codes) + 1) // 2
        if edition in (None, candidate.date):
            session = await bars.newest(candidate.codes, until, half)
            if session and (edition or session >= candidate.date):
                return session
        if edition is None:
            until = min(until, candidate.date - timedelta(days=1))
    return None


def _chosen(dinner: Basket, edition: date | None, session: date, say: Say) -> Edition:
    """Return the dinner that was named, or the latest with a list on or before the session."""
    found = dinner.edition(edition) if edition else dinner.edition_on(session)
    if found and found.codes:
        return found
    message = say("No dinner had taken place by {date}.", date=long_date(session, say))
    if found:
        message = say("The guest list of {date} is not known.", date=found.date.isoformat())
    listed = [e.date for e in dinner.editions if e.codes]
    row = tuple(Button(day.isoformat(), f"/dinnerlist {day}場") for day in listed[-3:])
    hint = say("These are known:") if row else say("/help lists what everyone can ask.")
    raise AskerError(message, hint, (row,) if row else ())

"""Corporate actions around today, looked up: of the market, a basket or one instrument."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.market_ports import Actions, SourceHealth
from bot.core.parameters import Almanac
from bot.core.values import Subject
from bot.market.actions import CorporateAction
from bot.market.calendar import OutsideCalendar
from bot.market.instruments import Instrument, Market
from handlers.saying.members import edition_of, members_of
from handlers.saying.names import named

_SESSIONS_BACK = 10
_AHEAD = timedelta(days=30)
_A_FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class ExDates:
    """What took effect lately and what is to come, with the markets whose tables lack."""

    title: str
    first: date
    today: date
    recent: Sequence[tuple[Instrument, CorporateAction]]
    ahead: Sequence[tuple[Instrument, CorporateAction]]
    lacking: Collection[Market]
    offline: bool
    otc: bool
    """Whether instruments of TPEx are among those asked for."""


async def look_ex_dates(
    subject: Subject | None,
    actions: Actions,
    sources: SourceHealth,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> ExDates:
    """Look the actions up; refuse where nothing of them is held."""
    title, those = _asked(subject, almanac, moment, say)
    markets = sorted({one.market for one in those}) if those else list(Market)
    today, first = moment.today, _first(almanac, moment)
    lacking = [m for m in markets if not await actions.known(m, first, today)]
    codes = [one.code for one in those] if those else None
    held = await actions.between(codes, first, today + _AHEAD)
    if not held and len(lacking) == len(markets):
        raise _nothing(title, say, offline=sources.offline)
    found = [(one, each) for each in held if (one := almanac.directory.get(each.code, by=today))]
    return ExDates(
        title=title,
        first=first,
        today=today,
        recent=[pair for pair in found if pair[1].session <= today][::-1],
        ahead=[pair for pair in found if pair[1].session > today],
        lacking=lacking,
        offline=sources.offline,
        otc=Market.TPEX in markets,
    )


def _asked(
    subject: Subject | None, almanac: Almanac, moment: Moment, say: Say
) -> tuple[str, list[Instrument]]:
    """Name what is asked for and list its instruments; none for the whole market."""
    if subject and subject.instrument:
        return named(subject.instrument, say), [subject.instrument]
    if subject and subject.basket:
        edition = edition_of(subject.basket, moment.today, almanac, moment, say)
        title = say.pick(almanac.baskets[subject.basket].title)
        return title, members_of(edition, almanac)
    return say("Both markets"), []


def _first(almanac: Almanac, moment: Moment) -> date:
    """Return the tenth session back, or past the calendar's end two weeks before today."""
    today = moment.today
    try:
        found = almanac.calendar.sessions(today - 3 * _A_FORTNIGHT, today, known_on=today)
    except OutsideCalendar:
        return today - _A_FORTNIGHT
    return found[-_SESSIONS_BACK] if len(found) >= _SESSIONS_BACK else today - _A_FORTNIGHT


def _nothing(title: str, say: Say, *, offline: bool) -> AskerError:
    """Say that the tables are not held."""
    message = say("{name}: the exchanges' tables of dividends and splits are not held here.",
                  name=title)  # fmt: skip
    if offline:
        return AskerError(message, say("They cannot be fetched: this Banquet is offline."))
    return AskerError(message, say("They are being fetched; please ask again in a minute."))

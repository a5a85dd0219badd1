"""Who belongs to a basket on a day, as far as it is known by now."""

from datetime import date

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.wording import long_date
from bot.market.baskets import Edition
from bot.market.instruments import Instrument


def edition_of(name: str, day: date, almanac: Almanac, moment: Moment, say: Say) -> Edition:
    """Return the list that held on a day; refuse a day before the first one."""
    edition = almanac.baskets[name].known_by(moment.yesterday).edition_on(day)
    if edition is None:
        message = say("No dinner had taken place by {date}.", date=long_date(day, say))
        raise AskerError(message, say("/help lists what everyone can ask."))
    return edition


def members_of(edition: Edition, almanac: Almanac) -> list[Instrument]:
    """Return the members of an edition."""
    return [one for code in edition.codes if (one := almanac.directory.get(code))]

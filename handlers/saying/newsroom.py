"""What every digest looks things up in, and how it refuses a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.absent import no_data
from bot.core.clock import CLOSE, TAIPEI, Moment
from bot.core.errors import AskerError, BanquetError
from bot.core.i18n import Say
from bot.core.kinds.session_date import closed_text
from bot.core.market_ports import Actions, Sessions
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.replies import Button
from bot.core.wording import short_date
from bot.market.bars import Bar
from bot.market.baskets import Edition
from bot.market.calendar import OutsideCalendar
from bot.market.instruments import TAIEX, Instrument
from bot.market.moves import Move, move_of


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The ports of one question, and whether the clock has given up waiting for figures."""

    bars: Bars
    sessions: Sessions
    actions: Actions
    almanac: Almanac
    moment: Moment
    say: Say
    asked: date | None
    """The session that was typed or that the clock runs for: never replaced by another one."""
    final: bool = False
    """No more figures are waited for: what lacks is named instead of refused."""
    by_clock: bool = False
    own: str | None = None
    """The basket of its own that the chat wants told beside the dinner."""

    def list_on(self, basket: str, day: date) -> Edition | None:
        """Return a basket's list that held on a day, as far as it was known by now."""
        return self.almanac.baskets[basket].known_by(self.moment.yesterday).edition_on(day)

    def codes_on(self, basket: str, day: date) -> tuple[str, ...]:
        """Return the codes of that list; none where there was no list yet."""
        edition = self.list_on(basket, day)
        return edition.codes if edition else ()

    def instruments(self, codes: Collection[str]) -> list[Instrument]:
        """Return the instruments of codes that are known."""
        return [one for code in codes if (one := self.almanac.directory.get(code))]

    def moves(self, held: Mapping[str, Bar]) -> dict[str, Move]:
        """Measure the bars of known instruments, by code."""
        directory, calendar = self.almanac.directory, self.almanac.calendar
        found = ((directory.get(code), bar) for code, bar in held.items())
        return {one.code: move_of(one, bar, calendar) for one, bar in found if one}

    async def latest(self) -> date | None:
        """Return the latest session of which the TAIEX is known."""
        return await self.bars.newest([TAIEX.code], self.moment.horizon)

    def before(self, day: date) -> date | None:
        """Return the session before a day; None where the calendar begins."""
        try:
            return self.almanac.calendar.before(day, known_on=self.moment.today)
        except OutsideCalendar:
            return None

    def after(self, day: date) -> date | None:
        """Return the session after a day; None where the calendar ends."""
        try:
            return self.almanac.calendar.after(day, known_on=self.moment.today)
        except OutsideCalendar:
            return None

    def coming(self) -> date:
        """Return the session whose close is to come next; past the calendar's end today."""
        today, local = self.moment.today, self.moment.now.astimezone(TAIPEI)
        calendar = self.almanac.calendar
        try:
            to_come = local.time() < CLOSE and calendar.is_session(today, known_on=today)
        except OutsideCalendar:
            return today
        return today if to_come else self.after(today) or today

    def check_open(self, day: date) -> None:
        """Refuse a closed day that the clock runs for, as one that was typed is."""
        calendar, say = self.almanac.calendar, self.say
        closure = calendar.closure(day, known_on=self.moment.today)
        if closure is None:
            return
        near = [(self.before(day), "◀ {}"), (self.after(day), "{} ▶")]
        row = tuple(
            Button(label.format(short_date(one)), f"/digest {one}")
            for one, label in near
            if one and one <= self.moment.horizon
        )
        raise AskerError(closed_text(closure, say), say("Sessions nearby:"), (row,))

    async def refusal(self, codes: Collection[str], kind: str) -> BanquetError:
        """Say that the figures are not here, why, and which ones are."""
        return await no_data(
            self.say("the digest"), codes, self.asked,
            bars=self.bars, moment=self.moment, say=self.say, line=f"/digest {{}} {kind}".format,
        )  # fmt: skip

"""Session dates as people type them; a day without a known close is refused with the way out."""

import re
from datetime import date

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.parameters import Choice, Reading, Taken
from bot.core.replies import Button
from bot.core.text import echo, fold
from bot.core.wording import day_name, long_date, short_date
from bot.market.calendar import OutsideCalendar
from bot.market.closures import Closure
from bot.market.dates import ImpossibleDate, read_date

_MMDD = re.compile(r"[0-9]{4}")
_MONTHS, _DAYS = range(1, 13), range(1, 32)
_OFFERED = 10
"""Sessions that completion offers."""


class SessionDateKind:
    """Read a session date; what was typed is never replaced by another day."""

    def read(self, reading: Reading, at: int) -> Taken | None:
        """Read a date of one or two words and check that its close can be known."""
        for used in (2, 1):
            if at + used > len(reading.words):
                continue
            day = date_in(reading, " ".join(reading.words[at : at + used]))
            if day is not None:
                _check(reading, at, used, day)
                return Taken(day, used)
        return None

    def refuse(self, reading: Reading, at: int) -> AskerError | None:
        """Explain a second date in a line that takes one."""
        if date_in(reading, reading.words[at]) is None:
            return None
        dates = [i for i, word in enumerate(reading.words) if date_in(reading, word) is not None]
        lines = [
            Button(reading.words[keep], _without(reading, [i for i in dates if i != keep]))
            for keep in dates[:3]
        ]
        message = reading.say(
            "There are two dates in this line; one session is answered at a time."
        )
        return AskerError(message, reading.say("Which one?"), (tuple(lines),))

    def missing(self, reading: Reading) -> AskerError:
        """Ask for the date."""
        say = reading.say
        line = reading.line(*reading.words, reading.moment.horizon.isoformat())
        return AskerError(say("Which session?"), say("Add a date, for example {line}", line=line))

    def choices(self, say: Say) -> tuple[Choice, ...]:  # noqa: ARG002 - the port's signature
        """There are too many to list."""
        return ()

    def complete(self, typed: str, reading: Reading) -> list[Choice]:
        """Offer the last sessions that fit what is typed."""
        calendar, day = reading.almanac.calendar, _last_session(reading)
        days = [day] if day else []
        while days and len(days) < _OFFERED and (day := calendar.before(days[-1])):
            days.append(day)
        texts = [(long_date(d, reading.say), d.isoformat()) for d in days]
        return [Choice(label, value) for label, value in texts if typed in label or typed in value]

    def could_be(self, word: str, reading: Reading) -> date | None:
        """Return the session that four digits taken as a code would mean as a date."""
        if not _MMDD.fullmatch(word):
            return None
        try:
            day = read_date(word, reading.moment.today, reading.almanac.calendar)
            if day and day <= reading.moment.horizon:
                return day if reading.almanac.calendar.is_session(day) else None
        except (ImpossibleDate, OutsideCalendar):
            return None
        return None


def date_in(reading: Reading, text: str) -> date | None:
    """Read a date; four digits that are no month and day are no date at all."""
    folded = fold(text)
    if _MMDD.fullmatch(folded) and not (int(folded[:2]) in _MONTHS and int(folded[2:]) in _DAYS):
        return None
    try:
        return read_date(text, reading.moment.today, reading.almanac.calendar)
    except ImpossibleDate:
        say = reading.say
        message = say("There is no such day as {text}.", text=echo(text))
        raise AskerError(message, date_forms(reading)) from None
    except OutsideCalendar as beyond:
        raise _outside(reading, beyond) from None


def _check(reading: Reading, at: int, used: int, day: date) -> None:
    """Refuse a day in the future, a closed one, and one whose close is not known yet."""
    moment, say = reading.moment, reading.say
    try:
        closure = reading.almanac.calendar.closure(day, known_on=moment.today)
    except OutsideCalendar as beyond:
        raise _outside(reading, beyond) from None
    if day > moment.today:
        message = say("{date} has not come yet.", date=long_date(day, say))
        raise _around(reading, at, used, day, message)
    if closure:
        raise _around(reading, at, used, day, closed_text(closure, say))
    if day > moment.horizon:
        message = say(
            "{date} has no close yet: the session ends at 13:30.", date=long_date(day, say)
        )
        raise _around(reading, at, used, day, message)


def closed_text(closure: Closure, say: Say) -> str:
    """Say why the market was closed on a day."""
    date_text = long_date(closure.day, say)
    return say(
        "The market was closed on {date}: {reason}.", date=date_text, reason=day_name(closure, say)
    )


def _around(reading: Reading, at: int, used: int, day: date, message: str) -> AskerError:
    """Offer the sessions before and after a day, as far as their close is known."""
    calendar, moment, say = reading.almanac.calendar, reading.moment, reading.say
    last = _last_session(reading)
    before = min(filter(None, (calendar.before(day, known_on=moment.today), last)), default=None)
    after = calendar.after(day, known_on=moment.today)
    labels = [
        (before, "◀ {date}"),
        (after if after and last and after <= last else None, "{date} ▶"),
    ]
    row = tuple(
        Button(label.format(date=short_date(near)), reading.replaced(at, used, near.isoformat()))
        for near, label in labels
        if near
    )
    hint = say("Sessions nearby:") if row else date_forms(reading)
    return AskerError(message, hint, (row,) if row else ())


def _last_session(reading: Reading) -> date | None:
    """Return the last session whose close is known; past the calendar's end its last one."""
    calendar, moment = reading.almanac.calendar, reading.moment
    return calendar.latest(min(moment.horizon, calendar.last), known_on=moment.today)


def date_forms(reading: Reading) -> str:
    """Show how a date can be written, by the last day that can be asked for."""
    day = reading.moment.horizon
    return reading.say(
        "Write it like {iso}, {short} or {roc}.",
        iso=day.isoformat(),
        short=short_date(day),
        roc=f"{day.year - 1911}/{day:%m/%d}",
    )


def _outside(reading: Reading, beyond: OutsideCalendar) -> AskerError:
    """Say how far the trading calendar reaches."""
    message = reading.say(
        "The trading calendar here reaches from {first} to {last}.",
        first=beyond.first.isoformat(),
        last=beyond.last.isoformat(),
    )
    return AskerError(message, reading.say("Please ask for a day in that range."))


def _without(reading: Reading, left_out: list[int]) -> str:
    """Return the line without some of its words."""
    return reading.written(*(w for i, w in enumerate(reading.words) if i not in left_out))

"""Whether a line may be subscribed: a look-up that everyone may ask, and that reads."""

from dataclasses import replace
from datetime import date, timedelta

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.kinds.session_date import SessionDateKind, date_in
from bot.core.kinds.simple import ChoiceKind
from bot.core.ordering import LONGEST, examples
from bot.core.parameters import Almanac, Reading
from bot.core.parsing import Parsed, Place, read_line, words_of
from bot.core.principals import Access
from bot.core.registry import Command, Registry, Section
from bot.core.replies import Button
from bot.core.text import echo

_WEEK = timedelta(days=7)


def checked_line(  # noqa: PLR0913 - what reading a line needs, and how it is to be run
    typed: str,
    before: str,
    registry: Registry,
    almanac: Almanac,
    moment: Moment,
    say: Say,
    *,
    once: bool = False,
) -> str:
    """Return the line with its command's own name; refuse what the clock could not run.

    `before` is what was typed before it, so that the lines offered instead are whole. What is run
    `once` may name its day.
    """
    words = words_of(typed)
    command = _command(words[0] if words else typed, registry, say)
    line = " ".join((f"/{command.name}", *words[1:]))
    if len(line) > LONGEST:
        raise _refusal(say("A subscribed line has at most {count} characters.", count=LONGEST), say)
    reading = Reading(command.name, words[1:], moment, say, almanac)
    try:
        parsed = read_line(command, reading)
        if not once:
            _refuse_fixed_day(reading, parsed, say)
    except AskerError as error:
        offered = tuple(
            tuple(Button(button.label, f"{before} {button.line}") for button in row)
            for row in error.buttons
        )
        raise AskerError(error.message, error.hint, offered, error.summary) from error
    return _in_any_language(reading, parsed)


def _refuse_fixed_day(reading: Reading, parsed: Parsed, say: Say) -> None:
    """Refuse a line that would tell the same session every time."""
    for place in parsed.places:
        if _may_be_left_out(place) and _stands_still(reading, place):
            message = say("A subscription tells the newest session each time: leave the date out.")
            line = reading.replaced(place.at, place.end - place.at, "")
            raise AskerError(
                message, say("This works: {line}", line=line), ((Button(line, line),),)
            )


def _may_be_left_out(place: Place) -> bool:
    """Tell whether a value is the session that an answer is about, and not where a span begins."""
    return isinstance(place.parameter.kind, SessionDateKind) and not place.parameter.required


def _stands_still(reading: Reading, place: Place) -> bool:
    """Tell whether a date means the same day when it is read at another time.

    Words such as yesterday move on with the week; a date without a year has only one side on
    which it could become another year's.
    """
    return place.value in (_read_at(reading, place, _WEEK), _read_at(reading, place, -_WEEK))


def _read_at(reading: Reading, place: Place, later: timedelta) -> date | None:
    """Return the day that a date's words mean at another time; None where they mean none."""
    then = replace(reading, moment=Moment(reading.moment.now + later))
    try:
        return date_in(then, " ".join(reading.words[place.at : place.end]))
    except AskerError:
        return None


def _in_any_language(reading: Reading, parsed: Parsed) -> str:
    """Return the line with choices by their own names; its readers may speak another language."""
    words = list(reading.words)
    for place in parsed.places:
        if isinstance(place.parameter.kind, ChoiceKind):
            words[place.at] = str(place.value)
    return reading.line(*words)


def _command(word: str, registry: Registry, say: Say) -> Command:
    """Return the command that a word names, if the clock may run it."""
    command = registry.find(word)
    if command is None:
        raise _refusal(say("There is no command “{text}”.", text=echo(word)), say)
    if command.section is not Section.LOOKUP or command.access is not Access.ANYONE:
        message = say("/{name} cannot be subscribed: only look-ups can.", name=command.name)
        raise _refusal(message, say)
    return command


def _refusal(message: str, say: Say) -> AskerError:
    """Refuse, with lines that work."""
    return AskerError(message, say("For example:"), examples())

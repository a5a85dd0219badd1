"""Whether a line may be subscribed: a look-up that everyone may ask, and that reads."""

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.ordering import LONGEST, examples
from bot.core.parameters import Almanac, Reading
from bot.core.parsing import read_line, words_of
from bot.core.principals import Access
from bot.core.registry import Command, Registry, Section
from bot.core.replies import Button
from bot.core.text import echo


def checked_line(
    typed: str, before: str, registry: Registry, almanac: Almanac, moment: Moment, say: Say
) -> str:
    """Return the line with its command's own name; refuse what the clock could not run.

    `before` is what was typed before it, so that the lines offered instead are whole.
    """
    words = words_of(typed)
    command = _command(words[0] if words else typed, registry, say)
    line = " ".join((f"/{command.name}", *words[1:]))
    if len(line) > LONGEST:
        raise _refusal(say("A subscribed line has at most {count} characters.", count=LONGEST), say)
    try:
        read_line(command, Reading(command.name, words[1:], moment, say, almanac))
    except AskerError as error:
        offered = tuple(
            tuple(Button(button.label, f"{before} {button.line}") for button in row)
            for row in error.buttons
        )
        raise AskerError(error.message, error.hint, offered, error.summary) from error
    return line


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

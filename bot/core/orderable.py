"""Whether a line may be subscribed: a look-up that everyone may ask, and that reads."""

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.ordering import LONGEST, examples
from bot.core.parameters import Almanac, Reading
from bot.core.parsing import read_line, words_of
from bot.core.principals import Access
from bot.core.registry import Registry, Section
from bot.core.text import echo


def checked_line(line: str, registry: Registry, almanac: Almanac, moment: Moment, say: Say) -> str:
    """Return the line with its command's own name; refuse what the clock could not run."""
    words = words_of(line)
    command = registry.find(words[0]) if words else None
    if command is None:
        message = say("There is no command “{text}”.", text=echo(words[0] if words else line))
        raise AskerError(message, say("For example:"), examples())
    if command.section is not Section.LOOKUP or command.access is not Access.ANYONE:
        message = say("/{name} cannot be subscribed: only look-ups can.", name=command.name)
        raise AskerError(message, say("For example:"), examples())
    if len(line) > LONGEST:
        message = say("A subscribed line has at most {count} characters.", count=LONGEST)
        raise AskerError(message, say("For example:"), examples())
    read_line(command, Reading(command.name, words[1:], moment, say, almanac))
    return " ".join((f"/{command.name}", *words[1:]))

"""One declaration per command: a handler's signature and docstring are its form."""

import inspect
import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.core.i18n import N_
from bot.core.parameters import Parameter
from bot.core.principals import Access
from bot.core.replies import Reply
from bot.core.signatures import parameters_of, ports_of
from bot.core.text import fold

MENU_LIMIT = 12
"""Commands a platform's menu shows; the rest is found through /help."""
GENERIC_WORDS = frozenset(
    {
        "start", "help", "settings", "log", "status", "ban", "forget", "stop", "undo", "privacy",
        "options", "unban", "chats", "broadcast",
    }
)  # fmt: skip
"""Names that other bots share: obeyed in groups only as `/name@ThisBot`."""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
_SUMMARY_LIMIT = 100
_PARAMETERS_LIMIT = 25

Handler: TypeAlias = Callable[..., Awaitable[Reply]]


class Section(StrEnum):
    """What a command is for; help is ordered by it."""

    LOOKUP = "lookup"
    GENERAL = "general"
    SETTINGS = "settings"
    OWNER = "owner"


SECTION_TITLES = {
    Section.LOOKUP: N_("Look up"),
    Section.GENERAL: N_("About Banquet"),
    Section.SETTINGS: N_("Settings"),
    Section.OWNER: N_("For owners"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """A command as every platform needs it; `summary` and descriptions are msgids."""

    name: str
    aliases: tuple[str, ...]
    summary: str
    examples: tuple[str, ...]
    notes: tuple[str, ...]
    """Further paragraphs of the docstring, shown by `/help name` (msgids)."""
    parameters: tuple[Parameter, ...]
    ports: tuple[str, ...]
    handler: Handler
    section: Section
    access: Access
    rank: int
    bare: bool
    group: str | None = None
    """The command whose second word this one is: `basket_new` is `/basket new`."""
    baskets_to: str | None = None
    """The command that a line goes to whose first word is a basket's name."""

    @property
    def spoken(self) -> str:
        """Return what is typed after the slash: `basket new`."""
        return f"{self.group} {self.word}" if self.group else self.name

    @property
    def word(self) -> str:
        """Return the word that names it within its group."""
        return self.name.removeprefix(f"{self.group}_")

    @property
    def zh_name(self) -> str | None:
        """Return the first Chinese alias, which Discord shows in zh-TW."""
        return next((alias for alias in self.aliases if not alias.isascii()), None)

    @property
    def generic(self) -> bool:
        """Tell whether other bots share the name."""
        return self.name in GENERIC_WORDS

    @property
    def usage(self) -> str:
        """Return the form: `/move <instruments> [day]`."""
        forms = [f"<{p.name}>" if p.required else f"[{p.name}]" for p in self.parameters]
        return " ".join((f"/{self.spoken}", *forms))


class Registry:
    """All commands by name and alias; read-only once the program runs."""

    def __init__(self) -> None:
        """Begin empty."""
        self._commands: dict[str, Command] = {}
        self._words: dict[str, Command] = {}
        self._groups: dict[str, dict[str, Command]] = {}

    def command(  # noqa: PLR0913 - a declaration has as many sides
        self,
        name: str,
        *aliases: str,
        section: Section = Section.LOOKUP,
        access: Access = Access.ANYONE,
        rank: int = 50,
        bare: bool = False,
        group: str | None = None,
        baskets_to: str | None = None,
    ) -> Callable[[Handler], Handler]:
        """Declare a handler as a command; `bare` lines (`2330 2/3`) go to the one that says so.

        With a group, `basket_new` is typed as `/basket new`, and its aliases are second words.
        `baskets_to` names the command that is meant where a basket is named instead.
        """

        def declare(handler: Handler) -> Handler:
            summary, examples, notes = _documentation(name, handler)
            parameters, ports = parameters_of(handler), ports_of(handler)
            self.add(
                Command(
                    name,
                    aliases,
                    summary,
                    examples,
                    notes,
                    parameters,
                    ports,
                    handler,
                    section,
                    access,
                    rank,
                    bare,
                    group,
                    baskets_to,
                )
            )
            return handler

        return declare

    def add(self, command: Command) -> None:
        """Check a command against every platform's rules and take it in."""
        _check(command)
        self._take(
            (command.name, *(() if command.group else command.aliases)), command, self._words
        )
        if command.group:
            within = self._groups.setdefault(command.group, {})
            self._take((command.word, *command.aliases), command, within)
        self._commands[command.name] = command

    @property
    def commands(self) -> tuple[Command, ...]:
        """Return all commands in the order of help."""
        sections = list(Section)
        return tuple(
            sorted(
                self._commands.values(),
                key=lambda c: (sections.index(c.section), c.rank, c.name),
            )
        )

    @property
    def bare(self) -> Command | None:
        """Return the command that lines without a command word go to."""
        return next((c for c in self.commands if c.bare), None)

    def find(self, word: str) -> Command | None:
        """Return the command of a name or alias, with or without the slash."""
        return self._words.get(fold(word).lstrip("/"))

    def child(self, group: str, word: str) -> Command | None:
        """Return the command that a second word names within a group."""
        return self._groups.get(group, {}).get(fold(word))

    def group_words(self, group: str) -> Iterable[str]:
        """Return every second word of a group, folded: nothing else may go by these names."""
        return self._groups.get(group, {}).keys()

    @staticmethod
    def _take(words: Iterable[str], command: Command, taken: dict[str, Command]) -> None:
        """Let words name a command, unless another one has them."""
        for word in map(fold, words):
            if word in taken:
                raise ValueError(f"/{command.name}: the word {word!r} is taken")
            taken[word] = command

    def words(self) -> Iterable[str]:
        """Return every name and alias, folded."""
        return self._words.keys()

    def menu(self, *, settings: bool = True) -> tuple[Command, ...]:
        """Return what a platform's menu shows, at most twelve; /help, which finds all, is there."""
        sections = {Section.LOOKUP, Section.GENERAL} | ({Section.SETTINGS} if settings else set())
        shown = tuple(c for c in self.commands if c.section in sections)
        first, rest = shown[:MENU_LIMIT], shown[MENU_LIMIT:]
        finds_all = tuple(c for c in rest if c.name == "help")
        return first[: MENU_LIMIT - len(finds_all)] + finds_all


registry = Registry()
"""The program's own commands: importing a handler adds to it."""


def _documentation(name: str, handler: Handler) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Take summary, example lines (they begin with a slash) and notes from a docstring."""
    blocks = [block.strip() for block in (inspect.getdoc(handler) or "").split("\n\n")]
    if not blocks[0]:
        raise ValueError(f"/{name}: the handler needs a docstring, its first line is the help text")
    rest = [block for block in blocks[1:] if block]
    lines = [line.strip() for block in rest if block.startswith("/") for line in block.splitlines()]
    notes = tuple(" ".join(block.split()) for block in rest if not block.startswith("/"))
    return " ".join(blocks[0].split()), tuple(lines), notes


def _check(command: Command) -> None:
    """Refuse what some platform would refuse later."""
    _check_name(command)
    if any(not alias or alias.split() != [alias] for alias in command.aliases):
        raise ValueError(f"/{command.name}: an alias is one word")
    texts = (command.summary, *(p.description for p in command.parameters))
    if any(not 0 < len(text) <= _SUMMARY_LIMIT for text in texts):
        raise ValueError(f"/{command.name}: summaries and descriptions have 1 to 100 characters")
    if len(command.parameters) > _PARAMETERS_LIMIT:
        raise ValueError(f"/{command.name}: at most 25 parameters")
    if any(p.rest for p in command.parameters[:-1]):
        raise ValueError(f"/{command.name}: the rest of a line can only come last")


def _check_name(command: Command) -> None:
    """Refuse a name that is not legal everywhere, or not its group's."""
    if not _NAME.fullmatch(command.name):
        raise ValueError(f"/{command.name}: names are a-z, 0-9, _ and at most 32 characters")
    if command.group and not command.name.startswith(f"{command.group}_"):
        raise ValueError(f"/{command.name}: the name begins with its group: {command.group}_")

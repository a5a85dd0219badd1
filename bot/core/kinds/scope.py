"""Parts of the market by name: an exchange, an industry, a basket; what is unclear is offered."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.parameters import Choice, Reading, Taken
from bot.core.replies import Button
from bot.core.text import echo, fold
from bot.market.instruments import Market
from bot.market.scopes import BY_INDUSTRY, EXCHANGES, Scope

_LONGEST_NAME = 6
"""Words of the longest English name of an industry."""
_LEAST = 2
"""Characters below which a part of a name says nothing."""
_OFFERED = 6
_OTHER_WORDS: Mapping[Market, tuple[str, ...]] = MappingProxyType(
    {Market.TWSE: ("twse", "listed"), Market.TPEX: ("tpex", "otc")}
)


class ScopeKind:
    """Read a part of the market; a part of one name only is certain too."""

    def read(self, reading: Reading, at: int) -> Taken | None:
        """Read the longest run of words that is a name; several that begin alike are offered."""
        for used in range(min(_LONGEST_NAME, len(reading.words) - at), 0, -1):
            typed = fold(" ".join(reading.words[at : at + used]))
            for scope in _scopes(reading):
                if typed in _names(scope):
                    return Taken(scope, used)
        typed = fold(reading.words[at])
        found = _beginning(typed, reading)
        if len(found) > 1:
            message = reading.say("“{text}” can be several groups.", text=echo(reading.words[at]))
            raise _offered(reading, at, found, message)
        return Taken(found[0], 1) if found else None

    def refuse(self, reading: Reading, at: int) -> AskerError:
        """Say that the word is no group and offer some."""
        message = reading.say("There is no group “{text}”.", text=echo(reading.words[at]))
        return _offered(reading, at, list(_scopes(reading)), message)

    def missing(self, reading: Reading) -> AskerError:
        """Ask for the group."""
        found = list(_scopes(reading))[:_OFFERED]
        buttons = _rows(reading, [(s, reading.line(*reading.words, s.word)) for s in found])
        return AskerError(reading.say("Which group?"), reading.say("For example:"), buttons)

    def choices(self, say: Say) -> tuple[Choice, ...]:  # noqa: ARG002 - the port's signature
        """There are too many to list."""
        return ()

    def complete(self, typed: str, reading: Reading) -> list[Choice]:
        """Offer the groups that fit what is typed."""
        wanted = fold(typed)
        found = [s for s in _scopes(reading) if any(wanted in name for name in _names(s))]
        return [Choice(reading.say.pick(scope.title), scope.word) for scope in found]


def _scopes(reading: Reading) -> Iterator[Scope]:
    """Yield every part of the market, those asked for most first."""
    yield from EXCHANGES
    for name, basket in reading.almanac.baskets.items():
        yield Scope(name, basket.title, basket=name)
    yield from BY_INDUSTRY


def _names(scope: Scope) -> set[str]:
    """Return what a part is called."""
    words = () if scope.market is None else _OTHER_WORDS[scope.market]
    return {fold(name) for name in (scope.word, scope.title.zh, scope.title.en, *words)}


def _beginning(typed: str, reading: Reading) -> list[Scope]:
    """Return the parts with a name that begins so."""
    if len(typed) < _LEAST:
        return []
    return [s for s in _scopes(reading) if any(n.startswith(typed) for n in _names(s))]


def _offered(reading: Reading, at: int, found: list[Scope], message: str) -> AskerError:
    """Offer some groups as buttons that carry the line with the word replaced."""
    lines = [(scope, reading.replaced(at, 1, scope.word)) for scope in found[:_OFFERED]]
    return AskerError(message, reading.say("Which of these?"), _rows(reading, lines))


def _rows(reading: Reading, lines: list[tuple[Scope, str]]) -> tuple[tuple[Button, ...], ...]:
    """Lay out one button a group, three a row."""
    row = [Button(reading.say.pick(scope.title), line) for scope, line in lines]
    return tuple(tuple(row[i : i + 3]) for i in range(0, len(row), 3))

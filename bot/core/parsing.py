"""From words to typed values: any order where the meaning is certain, never a guess."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core.errors import AskerError
from bot.core.kinds.basket import EditionKind
from bot.core.kinds.session_date import SessionDateKind
from bot.core.parameters import Parameter, Reading, Taken
from bot.core.registry import Command
from bot.core.replies import Button, Reply, paragraph
from bot.core.text import echo, harmless
from bot.core.wording import long_date
from bot.market.bilingual import Bilingual
from bot.market.instruments import Instrument

_SEPARATORS = str.maketrans(dict.fromkeys(",，、;；（）()", " "))
# `台積電2/3`: a date may follow a Chinese name at once; 民國114/2/3 is one word.
_GLUED = re.compile(r"(?<=[\u4e00-\u9fff])(?<!國)(?=[0-9]{1,4}[/-][0-9])")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stood in the line: at which word, and before which one it ended."""

    parameter: Parameter
    at: int
    end: int
    value: object


@dataclass(slots=True)
class Values:
    """The values read so far, by parameter name, and what could have been meant otherwise."""

    given: dict[str, list[object]] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)

    def open(self, parameter: Parameter) -> bool:
        """Tell whether a parameter takes another value."""
        return len(self.given.get(parameter.name, ())) < parameter.most

    def take(self, parameter: Parameter, taken: Taken, at: int) -> None:
        """Keep a value; the same instrument named twice counts once."""
        held = self.given.setdefault(parameter.name, [])
        if taken.value not in held:
            held.append(taken.value)
        self.places.append(Place(parameter, at, at + taken.used, taken.value))


@dataclass(frozen=True, slots=True)
class Parsed:
    """A line as the handler takes it, and a note where a word had two meanings."""

    values: Mapping[str, object]
    doubt: tuple[str, Button] | None = None
    places: Sequence[Place] = ()

    def noted(self, reply: Reply) -> Reply:
        """Add to an answer what else could have been meant."""
        if self.doubt is None:
            return reply
        text, button = self.doubt
        return reply.with_block(paragraph(text)).with_buttons(button)


def words_of(text: str) -> tuple[str, ...]:
    """Split a line at white space, commas and brackets of either language, and before a date."""
    return tuple(_GLUED.sub(" ", harmless(text).translate(_SEPARATORS)).split())


def read_line(command: Command, reading: Reading) -> Parsed:
    """Read all words of a line into the command's parameters."""
    values, at = Values(), 0
    while at < len(reading.words):
        at += _read_word(command.parameters, reading, at, values)
    collected = _collected(command, reading, values)
    return Parsed(collected, _doubt(command, reading, values), values.places)


def read_named(command: Command, reading: Reading, named: Mapping[str, str]) -> Parsed:
    """Read values that came apart, each for its own parameter."""
    values = Values()
    apart = [words_of(named.get(parameter.name, "")) for parameter in command.parameters]
    for place, parameter in enumerate(command.parameters):
        before, after = _joined(apart[:place]), _joined(apart[place + 1 :])
        own, at = replace(reading, words=apart[place], before=before, after=after), 0
        while at < len(own.words):
            at += _read_word((parameter,), own, at, values)
    return Parsed(_collected(command, replace(reading, words=_joined(apart)), values))


def _joined(apart: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words of several values in one row."""
    return tuple(word for words in apart for word in words)


def _read_word(parameters: Sequence[Parameter], reading: Reading, at: int, values: Values) -> int:
    """Give the word at a place to the first parameter that certainly takes it."""
    for parameter in parameters:
        if values.open(parameter) and (taken := parameter.kind.read(reading, at)):
            values.take(parameter, taken, at)
            return taken.used
    raise _refusal(parameters, reading, at, values)


def _refusal(
    parameters: Sequence[Parameter], reading: Reading, at: int, values: Values
) -> AskerError:
    """Explain a word that nothing takes, by the parameter it looks most like."""
    filled = [p for p in parameters if not values.open(p)]
    unfilled = [p for p in parameters if values.open(p)]
    # A second date is an edition where one is still open; elsewhere it is one date too many.
    editions = [p for p in unfilled if isinstance(p.kind, EditionKind)]
    dates = [p for p in filled if isinstance(p.kind, SessionDateKind)]
    for parameter in (*editions, *dates):
        if refusal := parameter.kind.refuse(reading, at):
            return refusal
    if full := next((p for p in filled if p.most > 1), None):
        return _too_many(full, unfilled, reading, at, values)
    for parameter in unfilled:
        if refusal := parameter.kind.refuse(reading, at):
            return refusal
    message = reading.say("“{text}” is more than this line takes.", text=echo(reading.words[at]))
    shorter = reading.replaced(at, len(reading.words) - at, "")
    hint = reading.say("This works: {line}", line=shorter)
    return AskerError(message, hint, ((Button(echo(shorter), shorter),),))


def _too_many(
    parameter: Parameter, unfilled: Sequence[Parameter], reading: Reading, at: int, values: Values
) -> AskerError:
    """Say how many fit, and offer the line with the first of them and what else it asks."""
    ends = [place.end for place in values.places if place.value in values.given[parameter.name]]
    kept = (i for i in range(at, len(reading.words)) if _takes(unfilled, reading, i))
    line = reading.written(*reading.words[: max(ends)], *(reading.words[i] for i in kept))
    message = reading.say("At most {most} instruments fit in one answer.", most=parameter.most)
    label = reading.say("The first {most}", most=parameter.most)
    return AskerError(message, reading.say("Please split the line."), ((Button(label, line),),))


def _takes(parameters: Sequence[Parameter], reading: Reading, at: int) -> bool:
    """Tell whether one of the parameters reads the word."""
    return any(parameter.kind.read(reading, at) for parameter in parameters)


def _collected(command: Command, reading: Reading, values: Values) -> dict[str, object]:
    """Return the handler's arguments; a required one that is absent is asked for."""
    collected: dict[str, object] = {}
    for parameter in command.parameters:
        held = values.given.get(parameter.name)
        if not held:
            if parameter.required:
                raise parameter.kind.missing(reading)
            collected[parameter.name] = parameter.default
        else:
            collected[parameter.name] = tuple(held) if parameter.most > 1 else held[0]
    return collected


def _doubt(command: Command, reading: Reading, values: Values) -> tuple[str, Button] | None:
    """Say where four digits were taken as a code although they could have been a date."""
    dates = [p for p in command.parameters if isinstance(p.kind, SessionDateKind)]
    if not dates or not values.open(dates[0]):
        return None
    kind = dates[0].kind
    assert isinstance(kind, SessionDateKind)  # noqa: S101 - narrows the type for the checker
    for place in values.places[1:]:
        value, day = place.value, kind.could_be(reading.words[place.at], reading)
        if day and isinstance(value, Instrument):
            say, line = reading.say, reading.replaced(place.at, 1, day.isoformat())
            shown = Bilingual(value.name, value.english or value.name)
            text = say(
                "{code} was read as the instrument {name}. For the day, press {date}.",
                code=value.code, name=say.pick(shown), date=long_date(day, say),
            )  # fmt: skip
            return text, Button(long_date(day, say), line)
    return None

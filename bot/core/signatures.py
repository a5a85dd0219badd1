"""From a signature to a command's form: positional parameters face people, the rest are ports."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from bot.core.kinds.basket import BasketNameKind, EditionKind
from bot.core.kinds.day import AnyDayKind
from bot.core.kinds.instrument import InstrumentKind
from bot.core.kinds.period import PeriodKind
from bot.core.kinds.scope import ScopeKind
from bot.core.kinds.session_date import SessionDateKind
from bot.core.kinds.simple import (
    ChoiceKind,
    CommandWordKind,
    RangeKind,
    RestKind,
    WordKind,
)
from bot.core.kinds.subject import SubjectKind
from bot.core.kinds.theme import ThemeKind
from bot.core.parameters import Kind, Parameter
from bot.core.values import (
    AnyDay,
    AtMost,
    BasketName,
    CommandWord,
    EditionDate,
    Names,
    Range,
    Rest,
    SessionDate,
    Subject,
    Theme,
    Word,
)
from bot.market.instruments import Instrument
from bot.market.periods import Period
from bot.market.scopes import Scope

MANY = 12
"""Values that a parameter of several takes at most."""

_KINDS: dict[object, Callable[[], Kind]] = {
    Instrument: InstrumentKind,
    Subject: SubjectKind,
    SessionDate: SessionDateKind,
    AnyDay: AnyDayKind,
    Period: PeriodKind,
    BasketName: BasketNameKind,
    EditionDate: EditionKind,
    Scope: ScopeKind,
    Theme: ThemeKind,
    CommandWord: CommandWordKind,
    Rest: RestKind,
    Word: WordKind,
}


def parameters_of(handler: Callable[..., Any]) -> tuple[Parameter, ...]:
    """Return what people may give, in the order of the signature."""
    hints = get_type_hints(handler, include_extras=True)
    return tuple(
        _parameter(handler, given, hints[given.name])
        for given in inspect.signature(handler).parameters.values()
        if given.kind is not inspect.Parameter.KEYWORD_ONLY
    )


def ports_of(handler: Callable[..., Any]) -> tuple[str, ...]:
    """Return the names of the ports that wiring has to fill."""
    given = inspect.signature(handler).parameters.values()
    return tuple(p.name for p in given if p.kind is inspect.Parameter.KEYWORD_ONLY)


def _parameter(handler: Callable[..., Any], given: inspect.Parameter, hint: object) -> Parameter:
    """Read one annotation: `Annotated[type, "what it is for", Range(1, 9)]`."""
    if get_origin(hint) is not Annotated:
        raise ValueError(f"{handler.__name__}: {given.name} needs Annotated[type, 'description']")
    base, *extras = get_args(hint)
    description = next((extra for extra in extras if isinstance(extra, str)), "")
    bounds = next((extra for extra in extras if isinstance(extra, Range)), None)
    required = given.default is inspect.Parameter.empty
    kind, most = _kind(base, bounds)
    most = next((extra.count for extra in extras if isinstance(extra, AtMost)), most)
    if isinstance(kind, ChoiceKind):
        kind = next((ChoiceKind(kind.words, e.of) for e in extras if isinstance(e, Names)), kind)
    if kind is None:
        raise ValueError(f"{handler.__name__}: {given.name} has a type that nothing reads: {base}")
    rest = isinstance(kind, RestKind) and not isinstance(kind, WordKind)
    default = None if required else given.default
    return Parameter(given.name, kind, description, required, default, most, rest=rest)


def _kind(base: object, bounds: Range | None) -> tuple[Kind | None, int]:
    """Find what reads a type, and how many values it takes."""
    plain = next((a for a in get_args(base) if a is not type(None)), base)
    if get_origin(base) is tuple:
        return _kind(plain, bounds)[0], MANY
    if get_origin(base) is Literal:
        return ChoiceKind(tuple(map(str, get_args(base)))), 1
    if plain is not base and type(None) in get_args(base):
        return _kind(plain, bounds)
    if base is int and bounds:
        return RangeKind(bounds), 1
    make = _KINDS.get(base)
    return (make() if make else None), 1

"""Faults by which a server answers another question than the one it was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tests.standins.exchange.faults import Fault
from tests.standins.exchange.questions import Asked, day_of
from tests.standins.exchange.world import World

OTHER_DAY = ("wrong_day", "echoed_day", "stale_body")
_DAYS = ("date", "startDate", "endDate", "start_date", "end_date")
_DAY_BEFORE = timedelta(days=1)


def misread(world: World, asked: Asked, faults: Sequence[Fault]) -> tuple[World, Asked]:
    """Return the world and the question as the faulty server sees them."""
    for fault in faults:
        if fault.kind in OTHER_DAY:
            world, asked = _another_day(world, asked, fault)
        if fault.kind == "empty" and fault.value is None:
            world = replace(world, days={}, actions=[], holidays={})
    return world, asked


def _another_day(world: World, asked: Asked, fault: Fault) -> tuple[World, Asked]:
    """Move the question to another day; a question without a day sees an older world."""
    names = [name for name in _DAYS if name in asked]
    first = day_of(asked[names[0]]) if names else _newest(world)
    day = fault.day or _session_before(world, first)
    if not names:
        return replace(world, today=day), asked
    return world, {**asked, **_moved(asked, names, day - first)}


def _moved(asked: Asked, names: Sequence[str], by: timedelta) -> Mapping[str, str]:
    """Move every day of a question, each in its own form."""
    return {name: _printed_like(asked[name], day_of(asked[name]) + by) for name in names}


def _printed_like(text: str, day: date) -> str:
    """Print a day in the form another one has."""
    return f"{day:%Y}{_between(text)}{day:%m}{_between(text)}{day:%d}"


def _between(text: str) -> str:
    """Return what separates year, month and day."""
    return "" if text.isdigit() else text[4]


def _newest(world: World) -> date:
    """Return the newest published session."""
    newest = world.newest()
    return newest.session if newest else date.max


def _session_before(world: World, day: date) -> date:
    """Return the session before a day, or the calendar day before it where none is known."""
    earlier = world.sessions(date.min, day - _DAY_BEFORE)
    return earlier[-1] if earlier else day - _DAY_BEFORE

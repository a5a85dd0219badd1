"""A command's examples as far as the clock knows their days."""

import re
from datetime import date

from bot.core.clock import Moment
from bot.core.registry import Command

_DAY = re.compile(r"\b([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?\b")


def known_examples(command: Command, moment: Moment) -> tuple[str, ...]:
    """Return the example lines that name no day past the last known close."""
    return tuple(line for line in command.examples if _known(line, moment.horizon))


def example_of(command: Command, moment: Moment) -> str:
    """Return the first such example, else the command's name alone."""
    return next(iter(known_examples(command, moment)), f"/{command.name}")


def _known(line: str, horizon: date) -> bool:
    """Tell whether every day or month in a line has begun by the horizon."""
    found = (date(int(y), int(m), int(d or 1)) for y, m, d in _DAY.findall(line))
    return all(day <= horizon for day in found)

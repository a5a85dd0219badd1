"""Planned closures from `schedule.csv`, and those at short notice from `closures.toml`."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def _planned() -> Mapping[int, Mapping[date, str]]:
    """Return the planned closures by year, by the `holidays` library's names."""
    lines = files("bot.data").joinpath("schedule.csv").read_text("utf-8").splitlines()[1:]
    years: dict[int, dict[date, str]] = {}
    for day_text, _, name in (line.partition(",") for line in lines):
        day = date.fromisoformat(day_text)
        years.setdefault(day.year, {})[day] = name
    return MappingProxyType(years)


def load_schedule(year: int) -> Mapping[date, str]:
    """Return a year's planned closures; a year that is not bundled has none to tell."""
    return _planned().get(year, {})


@cache
def load_closures() -> Mapping[date, str]:
    """Return each such day with the English msgid of its cause."""
    table = tomllib.loads(files("bot.data").joinpath("closures.toml").read_text("utf-8"))
    return MappingProxyType(
        {day: each["name"] for each in table["closure"] for day in each["days"]}
    )

"""The days the exchanges closed at short notice, read from `closures.toml`."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def load_closures() -> Mapping[date, str]:
    """Return each such day with the English msgid of its cause."""
    table = tomllib.loads(files("bot.data").joinpath("closures.toml").read_text("utf-8"))
    return MappingProxyType(
        {day: each["name"] for each in table["closure"] for day in each["days"]}
    )

"""Read bundled TOML files and the texts in them that come in both languages."""

import tomllib
from importlib.resources import files
from typing import Any

from bot.market.bilingual import Bilingual


def toml(name: str) -> dict[str, Any]:
    """Return a bundled TOML file."""
    return tomllib.loads(files("bot.data").joinpath(name).read_text("utf-8"))


def both(entry: dict[str, str]) -> Bilingual:
    """Read a text in both languages."""
    return Bilingual(entry["zh"], entry["en"])

"""The dinner's editions, from the bundled TOML."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from bot.market.baskets import Basket, Confidence, Edition, Group, Guest
from bot.market.bilingual import Bilingual

TITLE = Bilingual("兆元宴", "Trillion-yuan dinner")


@lru_cache(maxsize=1)
def load_dinner() -> Basket:
    """Return the dinner with all editions, oldest first."""
    table = tomllib.loads((files("bot.data") / "dinners.toml").read_text("utf-8"))
    editions = sorted((_edition(entry) for entry in table["edition"]), key=lambda e: e.date)
    return Basket("dinner", TITLE, tuple(editions))


def _edition(entry: dict[str, Any]) -> Edition:
    """Read one edition."""
    unlisted = entry.get("unlisted")
    return Edition(
        date=entry["date"],
        confidence=Confidence(entry["confidence"]),
        codes=tuple(entry["codes"]),
        source=entry["source"],
        note=_both(entry["note"]),
        groups=tuple(Group(_both(g), tuple(g["codes"])) for g in entry.get("groups", ())),
        guests=tuple(Guest(g["code"], _both(g)) for g in entry.get("guests", ())),
        also_reported=tuple(entry.get("also_reported", ())),
        unlisted=_both(unlisted) if unlisted else None,
        invited=entry.get("invited"),
    )


def _both(entry: dict[str, str]) -> Bilingual:
    """Read a text in both languages."""
    return Bilingual(entry["zh"], entry["en"])

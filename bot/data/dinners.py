"""The dinner's editions, from the bundled TOML."""

from functools import lru_cache
from typing import Any

from bot.data.texts import both, toml
from bot.market.baskets import Basket, Confidence, Edition, Group, Guest
from bot.market.bilingual import Bilingual

TITLE = Bilingual("兆元宴", "Trillion-yuan dinner")


@lru_cache(maxsize=1)
def load_dinner() -> Basket:
    """Return the dinner with all editions, oldest first."""
    editions = sorted(map(_edition, toml("dinners.toml")["edition"]), key=lambda e: e.date)
    return Basket("dinner", TITLE, tuple(editions))


def _edition(entry: dict[str, Any]) -> Edition:
    """Read one edition."""
    unlisted = entry.get("unlisted")
    return Edition(
        date=entry["date"],
        confidence=Confidence(entry["confidence"]),
        codes=tuple(entry["codes"]),
        source=entry["source"],
        note=both(entry["note"]),
        groups=tuple(Group(both(g), tuple(g["codes"])) for g in entry.get("groups", ())),
        guests=tuple(Guest(g["code"], both(g)) for g in entry.get("guests", ())),
        also_reported=tuple(entry.get("also_reported", ())),
        unlisted=both(unlisted) if unlisted else None,
        invited=entry.get("invited"),
    )

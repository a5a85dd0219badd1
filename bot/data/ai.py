"""The AI names in groups, from the bundled TOML: Banquet's own list, for look-ups of any day."""

from functools import lru_cache
from typing import Any

from bot.data.texts import both, toml
from bot.market.baskets import Basket, Confidence, Edition, Group, Reason
from bot.market.bilingual import Bilingual

TITLE = Bilingual("AI 名單", "AI names")


@lru_cache(maxsize=1)
def load_ai() -> Basket:
    """Return the list with all editions, oldest first."""
    editions = sorted(map(_edition, toml("ai.toml")["edition"]), key=lambda e: e.date)
    return Basket("ai", TITLE, tuple(editions), timeless=True)


def _edition(entry: dict[str, Any]) -> Edition:
    """Read one edition with its groups and reasons."""
    groups = [(both(group), group["members"]) for group in entry["group"]]
    members = [member for _, own in groups for member in own]
    return Edition(
        date=entry["date"],
        confidence=Confidence.OWN,
        codes=tuple(member["code"] for member in members),
        source=entry["source"],
        note=both(entry["note"]),
        groups=tuple(Group(title, tuple(m["code"] for m in own)) for title, own in groups),
        reasons=tuple(Reason(member["code"], both(member)) for member in members),
    )

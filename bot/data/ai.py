"""The AI names in groups, from the bundled TOML: our own list, for look-ups of any day."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from bot.market.baskets import Basket, Confidence, Edition, Group, Reason
from bot.market.bilingual import Bilingual

TITLE = Bilingual("AI 名單", "AI names")


@lru_cache(maxsize=1)
def load_ai() -> Basket:
    """Return the list with its groups and reasons."""
    table = tomllib.loads((files("bot.data") / "ai.toml").read_text("utf-8"))
    members = [member for group in table["group"] for member in group["members"]]
    edition = Edition(
        date=table["date"],
        confidence=Confidence.OWN,
        codes=tuple(member["code"] for member in members),
        source=table["source"],
        note=Bilingual(table["note"]["zh"], table["note"]["en"]),
        groups=tuple(
            Group(
                Bilingual(group["zh"], group["en"]),
                tuple(member["code"] for member in group["members"]),
            )
            for group in table["group"]
        ),
        reasons=tuple(
            Reason(member["code"], Bilingual(member["zh"], member["en"])) for member in members
        ),
    )
    return Basket("ai", TITLE, (edition,), timeless=True)

"""Baskets as tables to keep and as codes to share."""

import csv
import io
import re
import secrets
from typing import Final

from bot.core.clock import Moment
from bot.core.own_baskets import OwnBasket
from bot.core.parameters import Almanac

ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters and digits that are not taken for one another: five bits each."""
_LENGTH = 12
_CODE: Final = re.compile(rf"[{ALPHABET}]{{{_LENGTH}}}")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def new_code() -> str:
    """Return a fresh code of sixty random bits, in groups of four."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
    return "-".join(drawn[at : at + 4] for at in range(0, _LENGTH, 4))


def as_code(typed: str) -> str:
    """Return what was typed as a code is stored: without spaces and hyphens."""
    return typed.replace("-", "").replace(" ", "").upper()


def looks_like_code(typed: str) -> bool:
    """Tell whether a text can only be a code."""
    return "-" in typed and _CODE.fullmatch(as_code(typed)) is not None


def built_in(name: str, almanac: Almanac, moment: Moment) -> OwnBasket:
    """Return a built-in basket as one that can be handed out."""
    basket = almanac.baskets[name]
    edition = basket.known_by(moment.yesterday).edition_on(moment.today)
    codes = edition.codes if edition else ()
    since = edition.date if edition else moment.today
    return OwnBasket(name, basket.title.zh).added(dict.fromkeys(codes), since)


def to_table(basket: OwnBasket, almanac: Almanac) -> str:
    """Write a basket as CSV; no cell can be taken for a formula."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("code", "name", "since", "until", "weight"))
    for spell in basket.spells:
        known = almanac.directory.get(spell.code)
        table.writerow(
            [
                harmless(cell)
                for cell in (
                    spell.code,
                    known.name if known else "",
                    spell.since.isoformat(),
                    spell.until.isoformat() if spell.until else "",
                    "" if spell.weight is None else f"{spell.weight:f}",
                )
            ]
        )
    return out.getvalue()


def harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would reckon."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def from_table(pasted: str) -> str:
    """Return the codes of a pasted table: its title line and dates mean nothing here."""
    titles = {"code", "name", "since", "until", "weight"}
    words = [word.strip("'\"") for word in pasted.split()]
    return " ".join(w for w in words if w.lower() not in titles)

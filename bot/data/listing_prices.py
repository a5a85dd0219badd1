"""What first trading days are measured from, where only a publication says so."""

import tomllib
from decimal import Decimal
from hashlib import sha256
from importlib.resources import files
from typing import Any

from bot.core.i18n import N_
from bot.market.actions import ActionKind, CorporateAction
from bot.market.bars import Provenance

SOURCE = N_("Offer price of the listing")
"""What an entry names that has no publication of its own."""


def load_listing_prices() -> tuple[CorporateAction, ...]:
    """Return the bundled first days."""
    return read_listing_prices(_bundled())


def listing_prices_revision() -> str:
    """Return what tells one edition of the file from another."""
    return sha256(_bundled().encode()).hexdigest()[:16]


def read_listing_prices(text: str) -> tuple[CorporateAction, ...]:
    """Return the first days that a text in the form of the bundled file holds."""
    return tuple(map(_action, tomllib.loads(text).get("listing", ())))


def _bundled() -> str:
    """Return the bundled file."""
    return (files("bot.data") / "listing_prices.toml").read_text("utf-8")


def _action(entry: dict[str, Any]) -> CorporateAction:
    """Read one entry; a price that is no text is refused, for it was a binary fraction."""
    price, session = entry["price"], entry["session"]
    if not isinstance(price, str):
        raise TypeError(f"{entry['code']}: the price {price!r} must be a text")
    return CorporateAction(
        code=entry["code"],
        session=session,
        kind=ActionKind.LISTING,
        previous_close=None,
        reference=Decimal(price),
        cash=None,
        value=None,
        limit_up=None,
        limit_down=None,
        opening_base=None,
        provenance=Provenance(entry.get("source", SOURCE), session),
    )

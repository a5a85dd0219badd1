"""The bundled archive: sessions whose figures were published, from `archive.csv`.

Prices are unadjusted, in TWD; the TAIEX is in points and has closes only. A reference is the close
before: no corporate action lies between. Between any two bars of one code there is neither a split
nor a reduction, so that changes between them are stated without the tables; a bar that breaks this
does not belong here. Volumes are not in it.
"""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from importlib.resources import files

from bot.market.bars import Bar, Provenance, ReferenceBasis

SOURCE = "published closing prices, bundled"
"""A msgid: the reader sees it in their language."""


def archive_revision() -> str:
    """Return what changes whenever the file does: the beginning of its SHA-256."""
    return sha256(_bytes()).hexdigest()[:16]


def load_archive() -> tuple[Bar, ...]:
    """Return all bars of the archive, oldest session first."""
    return tuple(_bars())


def _bars() -> Iterator[Bar]:
    """Read the file row by row."""
    for row in csv.DictReader(_bytes().decode("utf-8").splitlines()):
        session = date.fromisoformat(row["date"])
        yield Bar(
            code=row["code"],
            session=session,
            open=_price(row["open"]),
            high=_price(row["high"]),
            low=_price(row["low"]),
            close=_price(row["close"]),
            reference=_price(row["reference"]),
            basis=ReferenceBasis(row["basis"]),
            volume=None,
            turnover=None,
            trades=None,
            provenance=Provenance(SOURCE, session),
        )


def _price(text: str) -> Decimal | None:
    """Read a price; an empty cell is unknown."""
    return Decimal(text) if text else None


def _bytes() -> bytes:
    """Return the file's bytes."""
    return (files("bot.data") / "archive.csv").read_bytes()

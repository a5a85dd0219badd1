"""Read the bundled list of instruments: exchange facts, known names, fund limits."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from bot.market.instruments import TAIEX, TPEX_INDEX, Instrument, Kind, Market

_FUNDS = (Kind.ETF, Kind.ETN)
_TEN = Decimal(10)
_UNKNOWN: Mapping[str, Any] = {}


@lru_cache(maxsize=1)
def load_instruments() -> tuple[Instrument, ...]:
    """Return every bundled instrument by code, then the indices; read once per process.

    Sources: instruments.csv (written by tools/instruments.py), names.toml, limits.toml.
    """
    names, limits = _table("names.toml"), _table("limits.toml")
    return (*(_instrument(row, names, limits) for row in _rows()), TAIEX, TPEX_INDEX)


def _rows() -> Iterator[list[str]]:
    """Yield the list's rows: code, name, market, kind, listed, industry."""
    lines = csv.reader(_text("instruments.csv").splitlines())
    next(lines)
    yield from lines


def _instrument(row: list[str], names: Mapping[str, Any], limits: Mapping[str, Any]) -> Instrument:
    """Join a row with what is known under its code."""
    code, name, market, kind, listed, industry = row
    known = names.get(code, _UNKNOWN)
    what = Kind(kind)
    return Instrument(
        code,
        name,
        Market(market),
        what,
        english=known.get("english"),
        aliases=tuple(known.get("aliases", ())),
        listed=date.fromisoformat(listed),
        industry=industry or None,
        limit_percent=_limit(what, limits.get(code)),
    )


def _limit(kind: Kind, known: Mapping[str, Any] | None) -> Decimal | None:
    """Return a fund's limit where known, and the general 10 percent for everything else."""
    if kind not in _FUNDS:
        return _TEN
    return Decimal(known["percent"]) if known else None


def _table(name: str) -> dict[str, Any]:
    """Read a bundled TOML file."""
    return tomllib.loads(_text(name))


def _text(name: str) -> str:
    """Read a bundled text file."""
    return files("bot.data").joinpath(name).read_text(encoding="utf-8")

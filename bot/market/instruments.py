"""Name what is listed on the two exchanges, and the index of the market."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Market(StrEnum):
    """The exchange an instrument trades on: TWSE (上市) or TPEx (上櫃)."""

    TWSE = "TWSE"
    TPEX = "TPEx"


class Kind(StrEnum):
    """What sort of thing an instrument is; ticks and daily limits depend on it."""

    STOCK = "stock"
    ETF = "etf"
    ETN = "etn"
    TDR = "tdr"
    PREFERRED = "preferred"
    REIT = "reit"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Instrument:
    """One listed thing, known by its code (text: `0050` keeps its zeros)."""

    code: str
    name: str
    """The Chinese short name, without the par-value star."""
    market: Market
    kind: Kind
    english: str | None = None
    aliases: tuple[str, ...] = ()
    """Other names people type; one alias may belong to several instruments."""
    listed: date | None = None
    """The first day on its present market; None for an index."""
    industry: str | None = None
    """The exchange's industry in Chinese; None for what has none, such as ETFs."""
    limit_percent: Decimal | None = None
    """The daily limit in percent of the reference; None is no limit or not known."""


TAIEX = Instrument(
    "TAIEX",
    "加權指數",
    Market.TWSE,
    Kind.INDEX,
    english="TAIEX",
    aliases=("大盤", "加權", "加權指數", "台股", "發行量加權股價指數", "taiex", "twii", "^twii"),
)
"""The capitalization-weighted index of all stocks listed on TWSE, in points."""

TPEX_INDEX = Instrument(
    "TPEX",
    "櫃買指數",
    Market.TPEX,
    Kind.INDEX,
    english="TPEx index",
    aliases=("櫃買", "櫃買指數", "上櫃指數", "otc指數", "tpex", "twoii", "^twoii"),
)
"""The capitalization-weighted index of all stocks traded on TPEx, in points."""

"""The sections of the data sources: who is asked, where, and how often."""

from typing import Annotated, Literal

from pydantic import PositiveInt

from bot.config.kinds import Hidden, Listed, WebAddress
from bot.config.section import Section
from bot.core.secret import Secret

SourceName = Literal["twse", "tpex", "mis", "finmind", "yahoo"]


class Source(Section):
    """One data source: where it is and how often it may be asked."""

    base_url: WebAddress
    requests_per_5s: PositiveInt = 3


class Twse(Source):
    """The Taiwan Stock Exchange; its open data are on a host of their own, within one budget."""

    base_url: WebAddress = "https://www.twse.com.tw"
    openapi_url: WebAddress = "https://openapi.twse.com.tw"


class Tpex(Source):
    """The Taipei Exchange."""

    base_url: WebAddress = "https://www.tpex.org.tw"


class Mis(Source):
    """The exchange's real-time quotes, off unless named in `enabled`."""

    base_url: WebAddress = "https://mis.twse.com.tw"


class FinMind(Source):
    """FinMind, a second source of closes, off unless named in `enabled`."""

    base_url: WebAddress = "https://api.finmindtrade.com"
    token: Hidden = Secret()
    token_file: str = ""
    requests_per_5s: PositiveInt = 1


class Yahoo(Source):
    """Yahoo Finance, a second source of closes, off unless named in `enabled`."""

    base_url: WebAddress = "https://query1.finance.yahoo.com"
    requests_per_5s: PositiveInt = 1


class Sources(Section):
    """Where prices come from."""

    enabled: Annotated[tuple[SourceName, ...], Listed] = ("twse", "tpex")
    offline: bool = False
    twse: Twse = Twse()
    tpex: Tpex = Tpex()
    mis: Mis = Mis()
    finmind: FinMind = FinMind()
    yahoo: Yahoo = Yahoo()

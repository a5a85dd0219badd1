"""What handlers ask about the whole market, in the core's own words; Bars stands in ports."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from bot.market.actions import CorporateAction
from bot.market.bars import Bar
from bot.market.instruments import Market
from bot.market.plain import Plain
from bot.market.quotes import Quote
from bot.market.shares import ShareCount


class Sessions(Protocol):
    """Bars of a whole session, and of one instrument over time; the handlers' port `sessions`."""

    async def whole(self, session: date) -> Mapping[str, Bar]:
        """Return every bar of one session, indices included; may ask the sources for it."""

    async def plain(self, session: date) -> Mapping[str, Plain]:
        """Return the same as whole numbers: enough to order rows by, at a fraction of the cost."""

    async def series(self, codes: Collection[str], first: date, last: date) -> Sequence[Bar]:
        """Return the bars held of these codes, by session and code; asks no source."""

    async def turnovers(self, code: str, until: date) -> Mapping[date, Decimal]:
        """Return an index's turnover in TWD on every session held of it up to `until`."""


class Actions(Protocol):
    """Corporate actions; the handlers' port `actions`."""

    async def between(
        self, codes: Collection[str] | None, first: date, last: date
    ) -> Sequence[CorporateAction]:
        """Return the actions that take effect in the range, by session (codes None: all)."""

    async def known(self, market: Market, first: date, last: date) -> bool:
        """Tell whether every table of the market that could hold one was fetched for the range."""

    async def announced(self, day: date) -> bool:
        """Tell whether what TWSE announced ahead was fetched on a day; TPEx announces no table."""


class Shares(Protocol):
    """Issued shares by day; the handlers' port `shares`."""

    async def on(self, day: date, codes: Collection[str] | None = None) -> Mapping[str, ShareCount]:
        """Return the counts that hold for a day (None: of all); codes without one are left out."""


class Quotes(Protocol):
    """Prices of the session in progress; the handlers' port `quotes`."""

    @property
    def enabled(self) -> bool:
        """Tell whether the operator switched real-time quotes on."""

    async def now(self, codes: Collection[str]) -> Mapping[str, Quote]:
        """Return the present quotes; what cannot be had is left out."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a second source says of one close."""

    source: str
    close: Decimal
    fetched_at: datetime


class Opinions(Protocol):
    """Second sources; the handlers' port `opinions`."""

    async def on(self, session: date, code: str) -> Opinion | None:
        """Return a second source's close; None when none is on, or none answered in time."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """How one source is doing."""

    name: str
    """A msgid: what people call it."""
    enabled: bool
    healthy: bool
    last_success: datetime | None
    last_failure: datetime | None
    failure: str
    """A msgid: why the last request failed; empty when none did."""
    paused_until: datetime | None
    """Until when it is left alone after failures."""
    asked_lately: int
    """Requests in the last five seconds, by all processes."""
    allowed: int
    """Requests in five seconds that are allowed."""
    newest: date | None
    """The newest session held from it."""
    rejected: Mapping[str, int] = field(default_factory=dict)
    """Rows of the last 24 hours that were not believed, by the rule they broke."""


class SourceHealth(Protocol):
    """How the sources are doing; the handlers' port `sources`."""

    async def states(self) -> Sequence[SourceState]:
        """Return every known source's state, also of those that are off."""

    async def pending(self, session: date, market: Market) -> bool:
        """Tell whether a session's figures are on their way: asked for and not yet there."""

    @property
    def offline(self) -> bool:
        """Tell whether the operator forbade every connection."""

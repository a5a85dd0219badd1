"""Ports of sources that are switched off."""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType

from bot.core.market_ports import Opinion
from bot.market.quotes import Quote


class NoQuotes:
    """Real-time quotes switched off."""

    enabled = False

    async def now(self, codes: Collection[str]) -> Mapping[str, Quote]:  # noqa: ARG002 - the port's signature
        """Return none."""
        return MappingProxyType({})

    async def close(self) -> None:
        """End nothing."""


class NoOpinions:
    """Second sources switched off."""

    async def on(self, session: date, code: str) -> Opinion | None:  # noqa: ARG002 - the port's signature
        """Have no opinion."""
        return None

    async def close(self) -> None:
        """End nothing."""

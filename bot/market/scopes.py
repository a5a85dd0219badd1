"""Parts of the market that people name: one exchange, an industry, a basket."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.market.bilingual import Bilingual
from bot.market.industries import INDUSTRIES
from bot.market.instruments import Instrument, Market


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the market: exactly one of market, industry and basket is given."""

    word: str
    """What people type for it."""
    title: Bilingual
    market: Market | None = None
    industry: str | None = None
    basket: str | None = None

    def holds(self, instrument: Instrument, members: Collection[str] = ()) -> bool:
        """Tell whether an instrument belongs to it; a basket's members depend on the session."""
        if self.basket:
            return instrument.code in members
        if self.industry:
            return instrument.industry == self.industry
        return instrument.market is self.market


EXCHANGES = (
    Scope("上市", Bilingual("上市", "TWSE-listed"), market=Market.TWSE),
    Scope("上櫃", Bilingual("上櫃", "TPEx-listed"), market=Market.TPEX),
)
BY_INDUSTRY = tuple(Scope(zh, Bilingual(zh, en), industry=zh) for zh, en in INDUSTRIES.items())

"""How many shares of an instrument are issued, as of a day."""

from dataclasses import dataclass

from bot.market.bars import Provenance


@dataclass(frozen=True, slots=True)
class ShareCount:
    """Issued shares (a fund: units); the provenance's data date is the day they hold for."""

    code: str
    shares: int
    provenance: Provenance

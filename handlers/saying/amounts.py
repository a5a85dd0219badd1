"""Volume and turnover in the units that people use; a small amount is never rounded to zero."""

from decimal import Decimal

from bot.core.i18n import Say
from bot.core.wording import UNKNOWN
from bot.market.bars import Bar

_LOT = 1_000
"""Shares in a lot (張)."""
_EIGHTS = 10**8
_FEW = 10**7
"""TWD below which a tenth of 億 would show as 0.0."""
_TRILLION = 10**12


def amounts_lines(bar: Bar, say: Say) -> list[str]:
    """Say volume and turnover where they are known."""
    parts = []
    if bar.volume is not None:
        parts.append(volume(bar.volume, say))
    if bar.turnover is not None:
        parts.append(say("turnover {amount}", amount=money(bar.turnover, say)))
    return [say(" · ").join(parts)] if parts else []


def lots(shares: int | None) -> str:
    """Write shares in lots without the unit, as a table does."""
    if shares is None:
        return UNKNOWN
    return f"{shares // _LOT:,}" if shares >= _LOT or not shares else "<1"


def billions(amount: Decimal | None, say: Say) -> str:
    """Write TWD without the unit, as a table does: in 10^8 in Chinese, in 10^9 in English."""
    if amount is None:
        return UNKNOWN
    if 0 < amount < _FEW:
        return say("<{billions}", amount="0.1", billions="0.01")
    return say("{billions}", amount=f"{amount / _EIGHTS:,.1f}", billions=f"{amount / 10**9:,.2f}")


def volume(shares: int, say: Say) -> str:
    """Write shares in lots; less than one lot in shares."""
    if shares < _LOT:
        return say("volume {shares} shares", shares=shares)
    return say("volume {lots} lots", lots=f"{shares // _LOT:,}")


def money(amount: Decimal, say: Say) -> str:
    """Write TWD in units of 10^8, from 10^12 on in those, a few of them one by one."""
    if amount < _FEW:
        return say("TWD {amount}", amount=f"{amount:,.0f}")
    if amount >= _TRILLION:
        return say("TWD {amount} trillion", amount=f"{amount / _TRILLION:,.2f}")
    billions = f"{amount / 10**9:,.2f}"
    return say("TWD {billions} bn", amount=f"{amount / _EIGHTS:,.1f}", billions=billions)

"""A move beside the TAIEX of the same day."""

from decimal import Decimal

from bot.core.i18n import Say
from bot.core.replies import Fact
from bot.core.wording import percent
from bot.market.moves import Move, relative, round_percent


def points_text(value: Decimal) -> str:
    """Write a difference of percentages, two decimals, unsigned."""
    return f"{abs(round_percent(value)):.2f}"


def against(move: Move, index: Move | None, say: Say) -> list[str]:
    """Say how the TAIEX did and by how many percentage points the move differs."""
    if index is None or index.percent is None:
        return []
    market = percent(index.percent)
    difference = relative(move, index)
    if difference is None:
        return [say("TAIEX {percent}", percent=market)]
    amount = points_text(difference)
    if difference < 0:
        return [say("TAIEX {percent}, {points} points behind", percent=market, points=amount)]
    return [say("TAIEX {percent}, {points} points ahead", percent=market, points=amount)]


def taiex_summary(index: Move | None) -> Fact:
    """State the TAIEX for machines; None when it is not held."""
    if index is None:
        return None
    rounded = None if index.percent is None else round_percent(index.percent)
    return {"close": index.bar.close, "change": index.change, "percent": rounded}

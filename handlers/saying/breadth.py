"""How many rose and fell, in words and for machines."""

from bot.core.i18n import Say
from bot.core.replies import Fact
from bot.market.breadth import Breadth
from bot.market.moves import round_percent


def breadth_line(breadth: Breadth, say: Say) -> str:
    """Say risers and fallers with those at the limit; unchanged and unknown when there are any."""
    up = say("{count} up", count=breadth.advancers)
    if breadth.limit_up:
        up = say("{text} (limit-up {count})", text=up, count=breadth.limit_up)
    down = say("{count} down", count=breadth.decliners)
    if breadth.limit_down:
        down = say("{text} (limit-down {count})", text=down, count=breadth.limit_down)
    parts = [up, down]
    if breadth.unchanged:
        parts.append(say("{count} unchanged", count=breadth.unchanged))
    if breadth.unknown:
        parts.append(say("{count} unknown", count=breadth.unknown))
    return say(" · ").join(parts)


def breadth_summary(breadth: Breadth) -> dict[str, Fact]:
    """State the same for machines; averages over the known moves only."""
    median, average = breadth.median, breadth.average
    return {
        "advancers": breadth.advancers,
        "decliners": breadth.decliners,
        "unchanged": breadth.unchanged,
        "unknown": breadth.unknown,
        "limit_up": breadth.limit_up,
        "limit_down": breadth.limit_down,
        "median_percent": None if median is None else round_percent(median),
        "average_percent": None if average is None else round_percent(average),
    }

"""A standing order as the words that would order it again."""

from bot.core.clock import TAIPEI
from bot.core.subscriptions import Days, Form, Subscription
from bot.core.wording import bare

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def order_words(order: Subscription) -> str:
    """Return what to type after `/subscribe` for the same order."""
    schedule = order.schedule
    days = {
        Days.DAILY: "daily",
        Days.WEEKLY: _WEEKDAYS[(schedule.on or 1) - 1],
        Days.MONTHLY: f"monthly:{schedule.on}",
        Days.WEEK: "week",
    }.get(schedule.days, "")
    return " ".join(
        filter(
            None,
            (
                days,
                f"{schedule.at:%H:%M}" if schedule.at else "",
                schedule.zone if schedule.zone != TAIPEI.key else "",
                "" if order.silent else "sound",
                "" if order.skip_closed else "closed",
                f"moved>={bare(order.moved)}" if order.moved is not None else "",
                "card" if order.form is Form.CARD else "",
                order.line,
            ),
        )
    )

"""A standing order as the words that would order it again."""

from bot.core.subscriptions import Days, Form, Schedule, Subscription
from bot.core.wording import bare

_SOUNDS = {None: "", True: "silent", False: "sound"}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def order_words(order: Subscription, zone: str) -> str:
    """Return what to type after `/subscribe` for the same order, where times are of a zone."""
    schedule = order.schedule
    words = (
        _days(schedule),
        f"{schedule.at:%H:%M}" if schedule.at else "",
        schedule.zone if schedule.at and schedule.zone != zone else "",
        _SOUNDS[order.silent],
        "" if order.skip_closed else "closed",
        f"moved>={bare(order.moved)}" if order.moved is not None else "",
        "card" if order.form is Form.CARD else "",
        order.line,
    )
    return " ".join(word for word in words if word)


def _days(schedule: Schedule) -> str:
    """Return the word for an order's days."""
    if schedule.days is Days.WEEKLY:
        return _WEEKDAYS[schedule.on - 1]
    return f"monthly:{schedule.on}" if schedule.days is Days.MONTHLY else schedule.days.value

"""What is said where an order of a chat cannot be found or cannot be as it was wished."""

from collections.abc import Sequence

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.replies import Button
from bot.core.run_times import RunTimes
from bot.core.subscriptions import Form, Subscription
from bot.core.text import echo
from bot.core.topics import Topic

MOST = 20
"""Orders that one chat may have."""


def no_such_order(typed: str, say: Say) -> AskerError:
    """Say that the chat has no such order; another chat's are none of its business."""
    message = say("This chat has no subscription “{text}”.", text=echo(typed))
    return AskerError(message, say("Its subscriptions:"), _manage(say))


def same_order(say: Say) -> AskerError:
    """Say that a change would make two orders one."""
    message = say("Another subscription of this chat has that line at that time already.")
    return AskerError(message, "", _manage(say))


def too_many(say: Say) -> AskerError:
    """Refuse more orders than a chat can overlook."""
    message = say("A chat can have {count} subscriptions; this one has them.", count=MOST)
    return AskerError(message, say("Remove one first:"), _manage(say))


def refuse_impossible(
    order: Subscription, run_times: RunTimes, lines: Sequence[str], say: Say
) -> None:
    """Refuse a close before there can be one, and a card of anything but the day."""
    if order.form is Form.CARD and run_times.topic(order.line, Form.MESSAGE) is not Topic.CLOSE:
        message = say("A card shows the digest of the day; it takes no other line.")
        raise AskerError(message, say("For example:"), _offered(["/subscribe card"]))
    if run_times.too_early(order):
        at, first = f"{order.schedule.at:%H:%M}", f"{run_times.first_look:%H:%M}"
        message = say("At {time} the close is not out yet; it is published from {first} on.",
                      time=at, first=first)  # fmt: skip
        hint = say("Choose a later time, or the morning digest:")
        raise AskerError(message, hint, _offered([*lines, f"/subscribe {at} /digest morning"]))


def _manage(say: Say) -> tuple[tuple[Button, ...], ...]:
    """Return the button that lists the chat's orders."""
    return ((Button(say("Manage subscriptions"), "/subscriptions"),),)


def _offered(lines: Sequence[str]) -> tuple[tuple[Button, ...], ...]:
    """Return lines that work as buttons."""
    return tuple((Button(line, line),) for line in lines)

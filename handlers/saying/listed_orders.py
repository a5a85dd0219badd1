"""A chat's standing orders as replies: all of them, one of them, and the times it could have."""

from collections.abc import Sequence

from bot.core.i18n import Say
from bot.core.replies import Button, Reply, paragraph
from bot.core.run_times import RunTimes
from bot.core.subscriptions import Pause, Subscription
from bot.core.topics import Topic
from handlers.saying.schedules import options_text, order_line, runs_text, schedule_text

COMING = 3
"""Runs that are named in advance."""
_MORNING = ("07:00", "07:30", "08:00", "08:30", "08:45")
_TIMES = ("13:45", "14:15", "14:45", "15:30", "18:00", "21:00")
_TIMED = {Topic.MORNING, Topic.CARD}
"""What cannot wait for publication."""


def listed(held: Sequence[Subscription], say: Say) -> Reply:
    """List a chat's orders."""
    if not held:
        return no_orders(say)
    numbers = [Button(f"#{order.id}", f"/subscriptions {order.id}") for order in held]
    rows = [tuple(numbers[at : at + 3]) for at in range(0, len(numbers), 3)]
    lines = [order_line(order, say) for order in held]
    return Reply(
        say("Subscriptions of this chat"),
        (paragraph(*lines),),
        (*rows, (Button(say("Subscribe"), "/subscribe"),)),
        summary={"subscriptions": [order.id for order in held]},
        private=True,
    )


def no_orders(say: Say) -> Reply:
    """Say that nothing is subscribed, and lead on."""
    row = (Button(say("Subscribe"), "/subscribe"),)
    return Reply(say("This chat has no subscriptions."), buttons=(row,), private=True)


def one_order(order: Subscription, run_times: RunTimes, say: Say) -> Reply:
    """Show one order with its buttons."""
    paused = order.pause is not Pause.NONE
    coming = runs_text(run_times.stored(order, COMING), order.schedule, say)
    said = (
        schedule_text(order.schedule, say),
        options_text(order, say),
        say("Paused.") if paused else coming,
    )
    title = say("#{number} {line}", number=order.id, line=order.line)
    summary = {"subscription": order.id, "paused": paused}
    return Reply(title, (paragraph(*said),), _buttons(order, say), summary=summary, private=True)


def offered_times(order: Subscription, run_times: RunTimes, say: Say) -> Reply:
    """Offer times of day that suit what the order sends."""
    topic = run_times.topic(order.line, order.form)
    times = _MORNING if topic in _TIMED else _TIMES
    buttons = [Button(each, f"/subscriptions {order.id} time {each}") for each in times]
    rows = [tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3)]
    if topic not in _TIMED:
        line = f"/subscriptions {order.id} time published"
        rows.append((Button(say("Once published"), line),))
    text = say("Or type it: /subscriptions {number} time 16:20", number=order.id)
    return Reply(say("At what time?"), (paragraph(text),), tuple(rows), private=True)


def _buttons(order: Subscription, say: Say) -> tuple[tuple[Button, ...], ...]:
    """Return what can be done with an order."""
    line = f"/subscriptions {order.id}"
    pause = Button(say("Pause"), f"{line} pause")
    resume = Button(say("Resume"), f"{line} resume")
    sound = Button(say("With sound"), f"{line} sound")
    silent = Button(say("Silent"), f"{line} silent")
    return (
        (
            pause if order.pause is Pause.NONE else resume,
            silent if order.silent is False else sound,
            Button(say("Time"), f"{line} time"),
        ),
        (
            Button(say("Preview"), f"/preview {order.id}"),
            Button(say("Remove"), f"/unsubscribe {order.id}"),
            Button(say("All subscriptions"), "/subscriptions"),
        ),
    )

"""`/subscriptions`: what is sent to this chat, and buttons to change it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.ordering import read_time
from bot.core.principals import Access
from bot.core.registry import Section, registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.run_times import RunTimes
from bot.core.subscriptions import Pause, Subscription, Subscriptions
from bot.core.text import echo
from bot.core.values import Names, Range, Rest
from handlers.saying.schedules import options_text, order_line, runs_text, schedule_text

LARGEST = 2**62
COMING = 3
Action = Literal["pause", "resume", "silent", "sound", "time"]


@registry.command(
    "subscriptions", "訂閱清單", "推播", section=Section.SETTINGS, access=Access.ADMIN, rank=21
)
async def subscriptions_(
    number: Annotated[int | None, Range(1, LARGEST), "which subscription"] = None,
    action: Annotated[
        Action | None,
        "what to change",
        Names(
            {
                "pause": ("Pause", "暫停"),
                "resume": ("Resume", "恢復"),
                "silent": ("Silent", "靜音"),
                "sound": ("With sound", "有聲"),
                "time": ("Time", "時間"),
            }
        ),
    ] = None,
    to: Annotated[Rest | None, "the new time"] = None,
    *,
    subscriptions: Subscriptions,
    run_times: RunTimes,
    request: Request,
    moment: Moment,
    say: Say,
) -> Reply:
    """What is sent to this chat, with buttons to change it.

    /subscriptions

    In a group only its admins can do this.
    """
    if number is None:
        return _list(await subscriptions.of(request.chat), say)
    order = await subscriptions.find(request.chat, number)
    if order is None:
        row = (Button(say("Manage subscriptions"), "/subscriptions"),)
        message = say("This chat has no subscription “{text}”.", text=f"#{number}")
        raise AskerError(message, say("Its subscriptions:"), (row,))
    if action is None:
        return _one(order, run_times, moment, say)
    if action == "time" and not to:
        return _times(order, say)
    changed = _rescheduled(_changed(order, action, to or "", say), run_times, moment)
    if not await subscriptions.change(changed):
        message = say("Another subscription of this chat has that line at that time already.")
        row = (Button(say("Manage subscriptions"), "/subscriptions"),)
        raise AskerError(message, "", (row,))
    return _one(changed, run_times, moment, say)


def _changed(order: Subscription, action: Action, to: str, say: Say) -> Subscription:
    """Return the order with one thing changed."""
    if action == "time":
        at = read_time(to)
        if at is None:
            message = say("“{text}” is no time of day.", text=echo(to))
            line = f"/subscriptions {order.id} time 14:45"
            raise AskerError(message, say("For example:"), ((Button(line, line),),))
        return replace(order, schedule=replace(order.schedule, at=at))
    if action in ("silent", "sound"):
        return replace(order, silent=action == "silent")
    return replace(order, pause=Pause.ASKED if action == "pause" else Pause.NONE)


def _rescheduled(order: Subscription, run_times: RunTimes, moment: Moment) -> Subscription:
    """Return the order with its next run from now on; a paused one has none."""
    if order.pause is not Pause.NONE:
        return replace(order, next=None)
    coming = run_times.coming(order, moment.now, 1)
    return replace(order, next=coming[0] if coming else None)


def _list(held: Sequence[Subscription], say: Say) -> Reply:
    """List a chat's orders."""
    if not held:
        row = (Button(say("Subscribe"), "/subscribe"),)
        return Reply(say("This chat has no subscriptions."), buttons=(row,), private=True)
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


def _one(order: Subscription, run_times: RunTimes, moment: Moment, say: Say) -> Reply:
    """Show one order with its buttons."""
    paused = order.pause is not Pause.NONE
    line = f"/subscriptions {order.id}"
    coming = [] if paused else run_times.coming(order, moment.now, COMING)
    said = [schedule_text(order.schedule, say), options_text(order, say)]
    said.append(say("Paused.") if paused else runs_text(coming, order.schedule.zone, say))
    toggle = Button(say("Resume"), f"{line} resume") if paused else Button(
        say("Pause"), f"{line} pause"
    )  # fmt: skip
    sound = (
        Button(say("With sound"), f"{line} sound")
        if order.silent
        else Button(say("Silent"), f"{line} silent")
    )
    rows = (
        (toggle, sound, Button(say("Time"), f"{line} time")),
        (
            Button(say("Preview"), f"/preview {order.id}"),
            Button(say("Remove"), f"/unsubscribe {order.id}"),
            Button(say("All subscriptions"), "/subscriptions"),
        ),
    )
    title = say("#{number} {line}", number=order.id, line=order.line)
    summary = {"subscription": order.id, "paused": paused}
    return Reply(title, (paragraph(*said),), rows, summary=summary, private=True)


def _times(order: Subscription, say: Say) -> Reply:
    """Offer times of day."""
    times = ("13:45", "14:15", "14:45", "15:30", "18:00", "21:00")
    buttons = [Button(each, f"/subscriptions {order.id} time {each}") for each in times]
    text = say("Or type it: /subscriptions {number} time 16:20", number=order.id)
    rows = (tuple(buttons[:3]), tuple(buttons[3:]))
    return Reply(say("At what time?"), (paragraph(text),), rows, private=True)

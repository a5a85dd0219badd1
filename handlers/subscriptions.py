"""`/subscriptions`: what is sent to this chat, and buttons to change it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal

from bot.core.audit import Author
from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.order_words import anywhere
from bot.core.principals import Access
from bot.core.registry import Section, registry
from bot.core.replies import Button, Reply
from bot.core.requests import Request
from bot.core.run_times import RunTimes
from bot.core.schedules import UnknownZone
from bot.core.subscriptions import Pause, Schedule, Subscription, Subscriptions
from bot.core.text import echo, fold
from bot.core.values import Names, Range, Rest
from handlers.saying.listed_orders import listed, offered_times, one_order
from handlers.saying.order_refusals import no_such_order, refuse_impossible, same_order

LARGEST = 999_999_999
_PUBLISHED = {"published", "公布", "公布後"}
Action = Literal["pause", "resume", "silent", "sound", "time"]


@registry.command(
    "subscriptions", "訂閱清單", "推播", section=Section.SETTINGS, access=Access.EDITOR, rank=21
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
    author: Author,
    run_times: RunTimes,
    request: Request,
    moment: Moment,
    say: Say,
) -> Reply:
    """What is sent to this chat, with buttons to change it.

    /subscriptions

    In a group only its admins and editors can do this.
    """
    if number is None:
        return listed(await subscriptions.of(request.chat), say)
    order = await subscriptions.find(request.chat, number)
    if order is None:
        raise no_such_order(f"#{number}", say)
    if action is None:
        return one_order(order, run_times, say)
    if action == "time" and not to:
        return offered_times(order, run_times, say)
    changed = _changed(order, action, (to or "").split(), say)
    refuse_impossible(changed, run_times, [f"/subscriptions {order.id} time 14:45"], say)
    changed = _with_next(order, changed, run_times, moment, say)
    if not await subscriptions.change(changed, author):
        raise same_order(say)
    return one_order(changed, run_times, say)


def _changed(order: Subscription, action: Action, to: Sequence[str], say: Say) -> Subscription:
    """Return the order with one thing changed."""
    if action == "time":
        revived = Pause.NONE if order.pause is Pause.ZONE else order.pause
        return replace(order, schedule=_moved(order, to, say), pause=revived)
    if action in ("silent", "sound"):
        return replace(order, silent=action == "silent")
    return replace(order, pause=Pause.ASKED if action == "pause" else Pause.NONE)


def _moved(order: Subscription, to: Sequence[str], say: Say) -> Schedule:
    """Return the order's schedule at another time, in another zone, or both."""
    schedule = order.schedule
    for word in to:
        said = {"at": None} if fold(word) in _PUBLISHED else anywhere(word)
        if said is None or not said.keys() <= {"at", "zone"}:
            message = say("“{text}” is no time of day.", text=echo(word))
            line = f"/subscriptions {order.id} time 14:45"
            raise AskerError(message, say("For example:"), ((Button(line, line),),))
        schedule = replace(schedule, **said)  # type: ignore[arg-type]  # at and zone are its own fields
    return schedule


def _with_next(
    before: Subscription, changed: Subscription, run_times: RunTimes, moment: Moment, say: Say
) -> Subscription:
    """Return the changed order with its next run; a paused one has none."""
    if changed.pause is not Pause.NONE:
        return replace(changed, next=None)
    try:
        return replace(changed, next=run_times.after_change(before, changed, moment.now))
    except UnknownZone as error:
        message = say("The time zone {zone} does not exist any more.", zone=changed.schedule.zone)
        line = f"/subscriptions {changed.id} time {changed.schedule.at:%H:%M} {run_times.zone}"
        raise AskerError(message, say("Choose another one:"), ((Button(line, line),),)) from error

"""`/subscribe 14:45 /digest`: any look-up, sent to this chat again and again."""

from dataclasses import replace
from datetime import time
from typing import Annotated

from bot.core.audit import Author
from bot.core.clock import TAIPEI, Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.orderable import checked_line
from bot.core.ordering import Order, examples, read_order, refuse_words, schedule_of
from bot.core.parameters import Almanac
from bot.core.principals import Access, ChatKind
from bot.core.registry import Registry, Section, registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.run_times import RunTimes
from bot.core.settings import ChatSettings, Settings
from bot.core.subscriptions import Days, Subscription, Subscriptions
from bot.core.topics import Topic
from bot.core.values import Rest
from handlers.saying.listed_orders import COMING
from handlers.saying.order_refusals import MOST, refuse_impossible, too_many
from handlers.saying.schedules import options_text, runs_text, schedule_text

CARD_AT = time(9, 5)
"""When a card of the day appears that names no time."""


@registry.command("subscribe", "訂閱", section=Section.SETTINGS, access=Access.EDITOR, rank=20)
async def subscribe(
    order: Annotated[Rest | None, "a time and a line, or: close, morning, week, card"] = None,
    *,
    subscriptions: Subscriptions,
    author: Author,
    chat_settings: ChatSettings,
    settings: Settings,
    run_times: RunTimes,
    commands: Registry,
    almanac: Almanac,
    request: Request,
    moment: Moment,
    say: Say,
) -> Reply:
    """Have a look-up sent to this chat on every trading day.

    /subscribe 14:45 /digest
    /subscribe close
    /subscribe 13:35 /movers silent

    Before the line may stand: a time, days (daily, fri, monthly:31, week), a time zone; anywhere:
    silent, sound, closed (a line on closed weekdays too), moved>=3 (only on such a move), card.

    Without a time a digest comes as soon as both markets have published. In a group only its admins
    and editors can do this.
    """
    if not order:
        return _menu(say)
    read = read_order(order.split(), commands)
    if read.unread:
        raise refuse_words(read, say)
    if not read.line:
        raise AskerError(say("What is to be sent? The line is missing."), say("For example:"),
                         examples())  # fmt: skip
    before = " ".join(("/subscribe", *read.options))
    line = checked_line(read.line, before, commands, almanac, moment, say)
    wanted = _wanted(replace(read, line=line), request, settings["zone"], run_times, moment)
    refuse_impossible(wanted, run_times, ["/subscribe 14:45 /digest"], say)
    if len(await subscriptions.of(request.chat)) >= MOST:
        raise too_many(say)
    first = next(iter(run_times.coming(wanted, moment.now, 1)), None)
    kept, new = await subscriptions.add(replace(wanted, next=first), author)
    if "language" not in settings.layers.chat.values and request.chat.kind is ChatKind.PRIVATE:
        # What comes by itself speaks the language in which it was ordered.
        await chat_settings.choose(request.chat, "language", say.language, author)
    return _subscribed(kept, run_times, say, new=new)


def _wanted(
    order: Order, request: Request, zone: str, run_times: RunTimes, moment: Moment
) -> Subscription:
    """Return the order with what its words left open."""
    schedule = schedule_of(order, zone)
    topic = run_times.topic(order.line, order.form)
    if schedule.at is None and topic is Topic.CARD:
        schedule = replace(schedule, at=CARD_AT, zone=TAIPEI.key)
    elif schedule.at is None and topic is Topic.MORNING:
        schedule = replace(schedule, at=run_times.morning, zone=TAIPEI.key)
    if order.days is None and topic is Topic.WEEK:
        schedule = replace(schedule, days=Days.WEEK)
    if schedule.at is None:
        schedule = replace(schedule, zone=TAIPEI.key)
    return Subscription(
        0, request.chat, order.line, schedule, order.form, order.silent, order.skip_closed,
        order.moved, made_by=request.principal.id, made_at=moment.now,
    )  # fmt: skip


def _subscribed(order: Subscription, run_times: RunTimes, say: Say, *, new: bool) -> Reply:
    """Say what was ordered and when it comes."""
    title = say("Subscribed: {line}", line=order.line)
    if not new:
        title = say("Already subscribed: {line}", line=order.line)
    coming = run_times.stored(order, COMING)
    return Reply(
        title,
        (
            paragraph(
                schedule_text(order.schedule, say),
                options_text(order, say),
                runs_text(coming, order.schedule, say),
            ),
        ),
        (
            (
                Button(say("Change"), f"/subscriptions {order.id}"),
                Button(say("Preview"), f"/preview {order.id}"),
                Button(say("Remove"), f"/unsubscribe {order.id}"),
            ),
        ),
        summary={
            "subscription": order.id,
            "line": order.line,
            "next": [one.at.isoformat() for one in coming],
        },
        private=True,
    )


def _menu(say: Say) -> Reply:
    """Offer what most chats want."""
    rows = (
        (
            Button(say("Close, as soon as it is published"), "/subscribe close"),
            Button(say("Close at {time}", time="14:45"), "/subscribe 14:45 /digest"),
        ),
        (
            Button(say("Morning, before the open"), "/subscribe morning"),
            Button(say("Week, on its last trading day"), "/subscribe week"),
        ),
        (Button(say("One card a day, kept up to date"), "/subscribe card"),),
    )
    text = say("Any look-up can be sent: /subscribe 13:35 /movers")
    return Reply(say("What should come to this chat?"), (paragraph(text),), rows, private=True)

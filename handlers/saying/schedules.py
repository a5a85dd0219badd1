"""Schedules and standing orders in words."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.core.clock import TAIPEI
from bot.core.i18n import N_, Say
from bot.core.replies import Line, Span
from bot.core.subscriptions import Days, Form, Occurrence, Pause, Schedule, Subscription
from bot.core.wording import bare, long_date

_DAYS = {
    Days.SESSIONS: N_("every trading day"),
    Days.WEEK: N_("on the last trading day of each week"),
    Days.DAILY: N_("every day"),
    Days.MONTHLY: N_("on day {day} of each month"),
}
_WEEKDAYS = (
    N_("every Monday"), N_("every Tuesday"), N_("every Wednesday"), N_("every Thursday"),
    N_("every Friday"), N_("every Saturday"), N_("every Sunday"),
)  # fmt: skip
_SOUNDS = {
    None: N_("sound as in /settings"), True: N_("silently"), False: N_("with sound"),
}  # fmt: skip
_PAUSES = {
    Pause.ASKED: N_("paused"),
    Pause.GONE: N_("paused: the bot could not write here"),
    Pause.ZONE: N_("paused: its time zone no longer exists"),
    Pause.FAILED: N_("paused after seven days of failures"),
}


def schedule_text(schedule: Schedule, say: Say) -> str:
    """Say when an order runs: `every trading day at 14:45`."""
    if schedule.days is Days.WEEKLY:
        days = say(_WEEKDAYS[schedule.on - 1])
    else:
        days = say(_DAYS[schedule.days], day=schedule.on)
    if schedule.at is None:
        return say("{days}, as soon as the figures are published", days=days)
    if schedule.zone == TAIPEI.key:
        return say("{days} at {time}", days=days, time=f"{schedule.at:%H:%M}")
    return say("{days} at {time} ({zone})", days=days, time=f"{schedule.at:%H:%M}",
               zone=schedule.zone)  # fmt: skip


def options_text(order: Subscription, say: Say) -> str:
    """Say how an order is delivered."""
    said = [say(_SOUNDS[order.silent])]
    if order.form is Form.CARD:
        said.append(say("as one card a day that is kept up to date"))
    if order.moved is not None:
        said.append(say("only on a move of {percent}% or more", percent=bare(order.moved)))
    if not order.skip_closed:
        said.append(say("with a line on closed weekdays"))
    return say(", ").join(said)


def order_line(order: Subscription, say: Say) -> Line:
    """Say one order in a line."""
    state = say(_PAUSES[order.pause]) if order.pause in _PAUSES else options_text(order, say)
    text = say("#{number} {line} · {when} · {state}", number=order.id, line=order.line,
               when=schedule_text(order.schedule, say), state=state)  # fmt: skip
    return (Span(text),)


def runs_text(coming: Sequence[Occurrence], schedule: Schedule, say: Say) -> str:
    """Say the next runs: dates with weekday, and the times in the order's zone."""
    if not coming:
        return say("No further run is known.")
    zone = ZoneInfo(schedule.zone)
    said = say(", ").join(_run(one, schedule, zone, say) for one in coming)
    if schedule.at is None:
        return say("Next: {runs}", runs=said)
    where = say("Taipei time") if schedule.zone == TAIPEI.key else schedule.zone
    return say("Next: {runs} ({zone})", runs=said, zone=where)


def _run(run: Occurrence, schedule: Schedule, zone: ZoneInfo, say: Say) -> str:
    """Say one run; without a time nobody knows the minute."""
    day = long_date(run.day, say)
    return day if schedule.at is None else f"{day} {run.at.astimezone(zone):%H:%M}"

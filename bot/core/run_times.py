"""When a line's orders run: the schedule, the calendar and the operator's hours together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.core.clock import TAIPEI
from bot.core.registry import Registry
from bot.core.schedules import SessionRule, next_occurrence, runs
from bot.core.subscriptions import Form, Occurrence, Schedule, Subscription
from bot.core.topics import Topic, topic_of
from bot.market.calendar import TradingCalendar

_LATELY = timedelta(days=2)
"""A run on the present local date of any zone was not longer ago."""


@dataclass(frozen=True, slots=True)
class RunTimes:
    """Tell when orders run; the handlers' port `run_times`."""

    registry: Registry
    calendar: TradingCalendar
    first_look: time = time(13, 40)
    morning: time = time(7, 30)
    """When a morning digest runs that names no time."""
    zone: str = "Asia/Taipei"
    """The zone of times that name none."""

    def next(
        self, schedule: Schedule, topic: Topic, after: datetime, *, closed_too: bool
    ) -> Occurrence | None:
        """Return the first run later than an instant; UnknownZone where its zone is gone."""
        return next_occurrence(schedule, after, self._rule(topic, closed_too=closed_too))

    def coming(self, order: Subscription, after: datetime, count: int) -> Sequence[Occurrence]:
        """Return an order's next few runs after an instant, whatever is stored."""
        rule = self._rule(self.topic(order.line, order.form), closed_too=not order.skip_closed)
        return list(runs(order.schedule, after, rule, count))

    def stored(self, order: Subscription, count: int) -> Sequence[Occurrence]:
        """Return an order's next few runs from its stored one on; none while it is paused."""
        if order.next is None:
            return []
        return [order.next, *self.coming(order, order.next.at, count - 1)]

    def after_change(
        self, before: Subscription, changed: Subscription, now: datetime
    ) -> Occurrence | None:
        """Return the next run of a changed order: nothing is lost, and no date comes twice."""
        found = next(iter(self.coming(changed, now, 1)), None)
        if before.next is None or found is None:
            return found
        if before.next.at <= now:  # It is due, and waits for its figures.
            return found if found.day <= before.next.day else before.next
        if found.day < before.next.day and self._has_run(before, found, now):
            later = (one for one in self.coming(changed, found.at, 2) if one.day > found.day)
            return next(later, None)
        return found

    def topic(self, line: str, form: Form) -> Topic:
        """Return what an order's runs are about."""
        return Topic.CARD if form is Form.CARD else topic_of(line, self.registry)

    def too_early(self, order: Subscription) -> bool:
        """Tell whether a close is ordered for a Taipei time at which none can be known."""
        schedule = order.schedule
        if schedule.at is None or schedule.zone != TAIPEI.key:
            return False
        return self.topic(order.line, order.form) is Topic.CLOSE and schedule.at < self.first_look

    def _has_run(self, order: Subscription, on: Occurrence, now: datetime) -> bool:
        """Tell whether an order had a run of a date already."""
        since = max(order.made_at or now - _LATELY, now - _LATELY)
        return any(one.day == on.day and one.at <= now for one in self.coming(order, since, 3))

    def _rule(self, topic: Topic, *, closed_too: bool) -> SessionRule:
        """Return which session a run is about."""
        # Any line but a digest may be asked for while the session goes on.
        own_day = topic not in (Topic.CLOSE, Topic.WEEK)
        return SessionRule(self.calendar, self.first_look, own_day, closed_too)

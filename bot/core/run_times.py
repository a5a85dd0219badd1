"""When a line's orders run: the schedule, the calendar and the operator's hours together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import islice

from bot.core.registry import Registry
from bot.core.schedules import SessionRule, next_occurrence, runs
from bot.core.subscriptions import Form, Occurrence, Schedule, Subscription
from bot.core.topics import Topic, topic_of
from bot.market.calendar import TradingCalendar


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
        """Return an order's next few runs."""
        rule = self._rule(self.topic(order.line, order.form), closed_too=not order.skip_closed)
        return list(islice(runs(order.schedule, after, rule, count), count))

    def topic(self, line: str, form: Form) -> Topic:
        """Return what an order's runs are about."""
        return Topic.CARD if form is Form.CARD else topic_of(line, self.registry)

    def _rule(self, topic: Topic, *, closed_too: bool) -> SessionRule:
        """Return which session a run is about."""
        # Any line but a digest may be asked for while the session goes on.
        own_day = topic not in (Topic.CLOSE, Topic.WEEK)
        return SessionRule(self.calendar, self.first_look, own_day, closed_too)

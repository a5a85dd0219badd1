"""One look at what is due: each variant is run, waits, or is left out with a reason."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from bot.core.clock import Clock
from bot.core.errors import UpstreamError
from bot.core.i18n import say_in
from bot.core.planning import Plan, Planning, Publication, Variant
from bot.core.replies import Reply
from bot.core.requests import Occasion
from bot.core.run_times import RunTimes
from bot.core.schedules import UnknownZone
from bot.core.subscriptions import Form, Occurrence, Pause
from bot.core.topics import Topic
from bot.digests.card import card_line
from bot.digests.facts import facts_of
from bot.digests.hours import Hours
from bot.digests.running import Runner
from bot.digests.sounds import Sound
from bot.digests.windows import Window, window_of
from bot.digests.wording import closed_reply, late_text, with_late
from bot.market.calendar import TradingCalendar

_log = logging.getLogger(__name__)
CHUNK = 1_000
"""Variants planned before their messages are stored, so that memory stays flat."""
AWAY = timedelta(minutes=1)
"""A gap between two looks that counts as having been away."""


@dataclass(slots=True)
class Planner:
    """Turn what is due into messages of the outbox."""

    planning: Planning
    runner: Runner
    publication: Publication
    calendar: TradingCalendar
    clock: Clock
    times: RunTimes
    hours: Hours = field(default_factory=Hours)
    _looked: datetime | None = None
    _back_since: datetime | None = None
    """When the program came (back) up; what was due before is late."""

    async def look(self) -> int:
        """Plan whatever is due; return how many variants wait for their figures."""
        now = self.clock.now()
        if self._looked is None or abs(now - self._looked) > AWAY:
            self._back_since = now
        self._looked = now
        waiting: set[Variant] = set()
        while True:
            due = [one for one in await self.planning.due(now) if one not in waiting]
            known = [one for one in due if one.platform in self.runner.pushers]
            if not known:
                return len(waiting)
            waiting |= await self._carried_out(known, now)

    async def restart(self) -> int:
        """Give orders their next run that had none: the calendar ended, and now reaches further."""
        now, restarted = self.clock.now(), 0
        for orders in await self.planning.idle():
            topic = self.times.topic(orders.line, orders.form)
            with suppress(UnknownZone):
                following = self.times.next(
                    orders.schedule, topic, now, closed_too=not orders.skip_closed
                )
                if following is not None:
                    restarted += await self.planning.restart(orders, following)
        if restarted:
            _log.info("%d orders run again: the calendar reaches further", restarted)
        return restarted

    async def _carried_out(self, variants: Sequence[Variant], now: datetime) -> set[Variant]:
        """Plan variants and store their messages, chunk by chunk; return those that wait.

        While a chunk is stored the next one is planned.
        """
        waiting, storing = set[Variant](), asyncio.ensure_future(self._stored([]))
        try:
            for at in range(0, len(variants), CHUNK):
                plans = await self._planned(variants[at : at + CHUNK], now)
                waiting |= {variant for variant, plan in plans.items() if plan is None}
                await storing
                made = [plan for plan in plans.values() if plan is not None]
                storing = asyncio.ensure_future(self._stored(made))
        finally:
            await storing
        return waiting

    async def _planned(
        self, variants: Sequence[Variant], now: datetime
    ) -> Mapping[Variant, Plan | None]:
        """Decide on some variants."""
        plans: dict[Variant, Plan | None] = {}
        try:
            for variant in variants:
                plans[variant] = await self._tried(variant, now)
                # What was read before is answered without a pause: let others have their turn.
                await self.clock.sleep(0)
        finally:
            self.runner.forget()
        return plans

    async def _stored(self, made: Sequence[Plan]) -> None:
        """Store the messages of plans, and the pins of new cards."""
        if made:
            added = await self.planning.carry_out(made, self.runner.bots)
            _log.info("%d runs were planned: %d messages", len(made), added)
        for plan in made:
            if plan.bodies and plan.variant.form is Form.CARD:
                await self.planning.pin(plan.variant, self.runner.bots)

    async def _tried(self, variant: Variant, now: datetime) -> Plan | None:
        """Decide on one variant; one that breaks waits, and holds up no other."""
        try:
            return await self._plan(variant, now)
        except UpstreamError:
            raise
        except Exception:  # noqa: BLE001 - a bug in one line must not stop every digest
            _log.exception("a run of %s could not be planned", variant.line)
            return None

    async def _plan(self, variant: Variant, now: datetime) -> Plan | None:
        """Decide on one variant; None = its figures are still to come."""
        topic = self.times.topic(variant.line, variant.form)
        window = window_of(topic, variant.schedule.days, variant.due, self.hours, self.calendar)
        if now >= window.ends:
            due, ends = _minute(variant.due.at), _minute(window.ends)
            return self._left_out(variant, topic, f"missed: due {due}, worth sending until {ends}")
        if window.closure is not None:
            return await self._closed(variant, topic, window)
        if topic is Topic.CARD:
            return await self._run(variant, topic, window, now, final=True)
        awaited = await self._lacking(topic, window)
        if awaited and now < window.wait_until:
            return None
        return await self._run(variant, topic, window, now, final=awaited)

    async def _lacking(self, topic: Topic, window: Window) -> bool:
        """Tell whether figures that the run is about are still to come."""
        if topic is Topic.MORNING:
            before = self.calendar.before(window.session)
            return before is not None and await self.publication.lacking(before)
        return await self.publication.lacking(window.session)

    async def _run(
        self, variant: Variant, topic: Topic, window: Window, now: datetime, *, final: bool
    ) -> Plan | None:
        """Run the line and lay the answer out."""
        line = variant.line
        if topic is Topic.CARD:
            line = await card_line(window.session, self.publication)
        occasion = Occasion(window.session, final)
        reply = await self.runner.reply(variant, line, occasion)
        if reply is None:
            return self._left_out(variant, topic, "no answer: the line is no command")
        passing = reply.fault is not None and reply.fault.kind != "asker"
        if passing and now < window.wait_until:
            return None
        if not moved_enough(reply, variant.moved):
            return self._left_out(variant, topic, "")
        say = say_in(await self.runner.spoken(variant))
        late = late_text(variant.due.at, say) if self._is_late(variant) else ""
        return await self._sent(variant, topic, window, reply, late)

    async def _closed(self, variant: Variant, topic: Topic, window: Window) -> Plan:
        """Say nothing on a closed day, or one line where that was wished."""
        if variant.skip_closed:
            return self._left_out(variant, topic, "")
        say = say_in(await self.runner.spoken(variant))
        return await self._sent(variant, topic, window, closed_reply(window, variant.line, say))

    async def _sent(
        self, variant: Variant, topic: Topic, window: Window, reply: Reply, late: str = ""
    ) -> Plan:
        """Make the plan that sends a reply."""
        about = window.session if window.closure is None and reply.fault is None else None
        sound = await self.runner.sound(variant, kind_of(variant))
        if sound is Sound.OFF:
            return self._left_out(variant, topic, "switched off in the chat's settings")
        push = await self.runner.push(variant, with_late(reply, late))
        following, pause = self._next(variant, topic)
        return Plan(
            variant, following, push.bodies, push.buttons,
            facts_of(reply, about, late).packed(), window.ends, pause=pause, silent=sound.silent,
            hushed=sound is Sound.HUSHED,
        )  # fmt: skip

    def _left_out(self, variant: Variant, topic: Topic, reason: str) -> Plan:
        """Make the plan that sends nothing."""
        if reason:
            _log.warning("%s of %s is left out: %s", variant.line, variant.due.day, reason)
        following, pause = self._next(variant, topic)
        return Plan(variant, following, reason=reason, pause=pause)

    def _next(self, variant: Variant, topic: Topic) -> tuple[Occurrence | None, Pause]:
        """Return the run after the one that is due; where the zone is gone, none, and why."""
        try:
            following = self.times.next(
                variant.schedule, topic, variant.due.at, closed_too=not variant.skip_closed
            )
        except UnknownZone:
            return None, Pause.ZONE
        return following, Pause.NONE

    def _is_late(self, variant: Variant) -> bool:
        """Tell whether the run was due while the program was away."""
        return self._back_since is not None and variant.due.at < self._back_since - AWAY


def kind_of(variant: Variant) -> str:
    """Name the setting that a variant's sound follows: what waits for a move is an alert."""
    return "digest_sound" if variant.moved is None else "alert_sound"


def moved_enough(reply: Reply, least: Decimal | None) -> bool:
    """Tell whether the stated figures moved enough: the mean of a basket, else any of them."""
    if least is None or reply.fault is not None:
        return True
    mean = reply.summary.get("mean_percent")
    if isinstance(mean, Decimal):
        return abs(mean) >= least
    return any(one.percent is not None and abs(one.percent) >= least for one in reply.figures)


def _minute(at: datetime) -> str:
    """Write an instant for the record."""
    return f"{at:%Y-%m-%d %H:%M}Z"

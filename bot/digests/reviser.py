"""Bring sent digests up to date: late parts silently, restated figures with a word."""

import logging
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from bot.core.clock import Clock, Moment
from bot.core.i18n import say_in
from bot.core.planning import Change, Planning, Publication, Shown
from bot.core.ports import Notes
from bot.core.replies import Reply
from bot.core.requests import Occasion
from bot.core.run_times import RunTimes
from bot.core.topics import Topic
from bot.digests.card import card_line
from bot.digests.facts import Facts, facts_of, is_alarming, read_facts, restated
from bot.digests.running import Runner
from bot.digests.sounds import Sound
from bot.digests.wording import (
    correction_lines,
    correction_reply,
    with_corrections,
    with_late,
)
from bot.market.calendar import TradingCalendar

_log = logging.getLogger(__name__)
SESSIONS_BACK: Final = 5
"""Sessions of which a restated figure is looked for in what was sent."""
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)


@dataclass(slots=True)
class Reviser:
    """Compare what was sent with what is known now, whenever a session's figures came in."""

    planning: Planning
    runner: Runner
    publication: Publication
    times: RunTimes
    calendar: TradingCalendar
    notes: Notes
    clock: Clock

    async def look(self) -> int:
        """Look at the last sessions; return how many messages were added."""
        added = 0
        today = Moment(self.clock.now()).today
        for session in self.calendar.sessions(today - _DAY * (SESSIONS_BACK + 2), today):
            changed = await self.publication.changed_at(session)
            key = f"revised.{session}"
            if changed is None or await self.notes.read(key) == changed.isoformat():
                continue
            added += await self.revise(session)
            await self.notes.write(key, changed.isoformat())
        return added

    async def revise(self, session: date) -> int:
        """Lay out again what was sent about a session, and edit what reads differently now."""
        added = 0
        # A digest of the session may go out on a later date: in the morning, at the week's end.
        try:
            for shown in await self.planning.shown(session - _DAY, session + _WEEK, ("/digest",)):
                change = await self._change(shown, session)
                if change is not None:
                    added += await self.planning.change(change, self.runner.bots)
        finally:
            self.runner.forget()
        if added:
            _log.info("%d messages about %s were brought up to date", added, session)
        return added

    async def _change(self, shown: Shown, session: date) -> Change | None:
        """Return the edit that a shown content needs; None where it is as it should be."""
        variant, old = shown.variant, read_facts(shown.facts)
        topic = self.times.topic(variant.line, variant.form)
        if old.session is None or variant.platform not in self.runner.pushers:
            return None
        if not self._is_about(topic, old.session, session):
            return None
        card = topic is Topic.CARD
        line = await card_line(old.session, self.publication) if card else variant.line
        occasion = Occasion(old.session, final=True)
        reply = await self.runner.reply(variant, line, occasion)
        if reply is None or reply.fault is not None:
            return None
        return await self._laid_out(shown, old, reply)

    async def _laid_out(self, shown: Shown, old: Facts, reply: Reply) -> Change:
        """Lay the answer of now out, with what is to be said about the difference."""
        variant = shown.variant
        say = say_in(await self.runner.spoken(variant))
        now = facts_of(reply, old.session)
        changes = restated(old, now)
        lines = correction_lines(changes, self.clock.now(), say)
        kept = old.corrections if now.kind == old.kind else ()
        new = replace(now, late=old.late, corrections=(*kept, *lines))
        full = with_late(with_corrections(reply, new.corrections), new.late)
        push = await self.runner.push(variant, full)
        aloud, sound = None, await self.runner.sound(variant, "correction_sound")
        if is_alarming(changes) and sound is not Sound.OFF:
            word = correction_reply(reply.title, lines, say)
            aloud = (await self.runner.push(variant, word)).bodies[0]
        return Change(shown, push.bodies[0], new.packed(), push.buttons, aloud, silent=sound.silent)

    def _is_about(self, topic: Topic, session: date, changed: date) -> bool:
        """Tell whether a run for a session states figures of the changed one."""
        if topic in (Topic.MORNING, Topic.CARD):
            return changed in (session, self.calendar.before(session))
        if topic is Topic.WEEK:
            return changed.isocalendar()[:2] == session.isocalendar()[:2]
        return changed == session

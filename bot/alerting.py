"""Owners are told, once a day and event, what only they can mend or ought to know."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.app import Banquet
from bot.core.clock import TAIPEI
from bot.core.delivery_health import Skipped
from bot.core.i18n import N_, Say, say_in
from bot.core.pushing import Pusher
from bot.core.replies import Button, Reply, paragraph
from bot.health import refused_platforms, tokens_of
from bot.noticing import notice
from bot.starting import pushers_of

LOOKED_BACK = timedelta(hours=24)
EXPIRES = timedelta(hours=20)
MOST_LINES = 5
_PLATFORMS = {"telegram": "Telegram", "discord": "Discord"}
_ADVICE = N_("Messages wait meanwhile. Set a new token and start Banquet again.")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that owners are told: `what` and day make it unique."""

    what: str
    day: str
    said: str
    details: Sequence[str]


@dataclass(slots=True)
class Alerts:
    """Look for what owners ought to know; each is told in private, on every platform that works."""

    banquet: Banquet
    _logged: set[tuple[str, str]] = field(default_factory=set)

    async def look(self) -> int:
        """Tell what is new; return how many messages were added."""
        store, now = self.banquet.store, self.banquet.clock.now()
        refused = await refused_platforms(self.banquet) & set(tokens_of(self.banquet))
        left_out = await store.delivery_health.skipped(now - LOOKED_BACK)
        say = say_in(self.banquet.config.bot.language)
        today = now.astimezone(TAIPEI).date().isoformat()
        off = {name: str(self.banquet.off.get(name, "")) for name in refused}
        alerts = [*_refusals(off, today, say), *_misses(left_out, say)]
        for alert in alerts:
            self._log_once(alert)
        if not alerts:
            return 0
        pushers = pushers_of(self.banquet.config, self.banquet.clock)
        working = [pushers[name] for name in sorted(_PLATFORMS.keys() & pushers.keys() - refused)]
        return sum([await self._tell(alert, pusher) for pusher in working for alert in alerts])

    async def _tell(self, alert: Alert, pusher: Pusher) -> int:
        """Put one alert into the outbox, once for each owner on a platform."""
        config, store = self.banquet.config, self.banquet.store
        row = (Button("/status", "/status"),)
        reply = Reply(alert.said, (paragraph(*alert.details),), (row,))
        push = pusher.push(reply, config.bot.language)
        await store.buttons.keep(push.buttons)
        key, until = f"alert:{alert.what}:{alert.day}", self.banquet.clock.now() + EXPIRES
        owners = owners_on(pusher.platform, config.bot.owners)
        told = [notice(f"{key}:{owner}", pusher.bot, owner, push, until) for owner in owners]
        parts = [part for parts in told for part in parts]
        if pusher.platform == "discord":
            # There a person's id is no chat's: the sender opens their direct messages.
            parts = [replace(part, target={"recipient": str(part.chat)}) for part in parts]
        return await store.outbox.add(parts)

    def _log_once(self, alert: Alert) -> None:
        """Write an alert into the log: that way it is seen also where nobody can be told."""
        if (alert.what, alert.day) not in self._logged:
            self._logged.add((alert.what, alert.day))
            _log.error("%s %s", alert.said, "; ".join(alert.details))


def owners_on(platform: str, owners: Sequence[str]) -> list[int]:
    """Return the ids of the owners on a platform."""
    found = (owner.partition(":") for owner in owners)
    return [int(number) for name, _, number in found if name == platform]


def _refusals(refused: Mapping[str, str], today: str, say: Say) -> Iterator[Alert]:
    """Say which platforms are off, in the words that the operator was given, or by the token."""
    for name, reason in sorted(refused.items()):
        platform = _PLATFORMS[name]
        if reason:
            yield Alert(
                f"off.{name}", today, say("{platform} is off.", platform=platform), [reason]
            )
            continue
        said = say("{platform} does not take the bot's token.", platform=platform)
        yield Alert(f"refused.{name}", today, said, [say(_ADVICE)])


def _misses(left_out: Sequence[Skipped], say: Say) -> Iterator[Alert]:
    """Say that digests were left out, by the day on which that was noticed."""
    days: dict[str, list[Skipped]] = {}
    for one in left_out:
        days.setdefault(one.last.astimezone(TAIPEI).date().isoformat(), []).append(one)
    for day, held in sorted(days.items()):
        count = sum(one.count for one in held)
        said = say("Runs of subscriptions that were not sent: {count}", count=count)
        lines = [f"{one.count} × {one.reason}" for one in held[:MOST_LINES]]
        yield Alert("missed", day, said, lines)

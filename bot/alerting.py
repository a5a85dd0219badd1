"""Owners are told, once a day and event, what only they can mend or ought to know."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.app import Banquet
from bot.core.clock import TAIPEI
from bot.core.delivery_health import Skipped
from bot.core.errors import UpstreamError
from bot.core.i18n import N_, Say, say_in
from bot.core.replies import Button, Reply, paragraph
from bot.core.sending import PUSH, Kind, Part
from bot.health import refused_platforms, tokens_of

if TYPE_CHECKING:
    from bot.platforms.telegram.pushing import TelegramPusher

EVERY_SECONDS = 60.0
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
    details: Sequence[str] = ()


@dataclass(slots=True)
class Alerts:
    """Look for what owners ought to know, and put it into the outbox."""

    banquet: Banquet
    _logged: set[tuple[str, str]] = field(default_factory=set)

    async def run(self) -> None:
        """Look every minute until cancelled; a store out of reach waits for the next one."""
        while True:
            try:
                await self.look()
            except UpstreamError as failure:
                _log.warning("no alerts this minute: %s", type(failure).__name__)
            except Exception:  # noqa: BLE001 - a bug in an alert must not silence the later ones
                _log.exception("alerts failed")
            await self.banquet.clock.sleep(EVERY_SECONDS)

    async def look(self) -> int:
        """Tell what is new; return how many messages were added."""
        store, now = self.banquet.store, self.banquet.clock.now()
        refused = await refused_platforms(self.banquet) & set(tokens_of(self.banquet))
        left_out = await store.delivery_health.skipped(now - LOOKED_BACK)
        say = say_in(self.banquet.config.bot.language)
        today = now.astimezone(TAIPEI).date().isoformat()
        alerts = [*_refusals(refused, today, say), *_misses(left_out, say)]
        for alert in alerts:
            self._log_once(alert)
        pusher = telegram_pusher(self.banquet) if "telegram" not in refused else None
        if pusher is None:
            return 0
        return sum([await self._tell(alert, pusher) for alert in alerts])

    async def _tell(self, alert: Alert, pusher: "TelegramPusher") -> int:
        """Put one alert into the outbox, once for each owner."""
        banquet = self.banquet
        body = (paragraph(*alert.details),) if alert.details else ()
        reply = Reply(alert.said, body, ((Button("/status", "/status"),),))
        push = pusher.push(reply, banquet.config.bot.language)
        await banquet.store.buttons.keep(push.buttons)
        parts = [
            Part(
                key=f"alert:{alert.what}:{alert.day}:{owner}:{number}",
                bot=pusher.bot,
                chat=owner,
                method=PUSH,
                body=content,
                expires_at=banquet.clock.now() + EXPIRES,
                kind=Kind.NOTICE,
            )
            for owner in owners_on(pusher.platform, banquet.config.bot.owners)
            for number, content in enumerate(push.bodies)
        ]
        return await banquet.store.outbox.add(parts)

    def _log_once(self, alert: Alert) -> None:
        """Write an alert into the log: that way it is seen also where nobody can be told."""
        if (alert.what, alert.day) in self._logged:
            return
        self._logged.add((alert.what, alert.day))
        _log.error("%s %s", alert.said, "; ".join(alert.details))


def owners_on(platform: str, owners: Sequence[str]) -> list[int]:
    """Return the owners' private chats on a platform; on Telegram a person's id is the chat's."""
    found = (owner.partition(":") for owner in owners)
    return [int(number) for name, _, number in found if name == platform]


def telegram_pusher(banquet: Banquet) -> "TelegramPusher | None":
    """Return the way to tell owners: on Telegram, for a Discord owner has no chat of a known id."""
    if "telegram" not in tokens_of(banquet):
        return None
    from bot.platforms.telegram.pushing import TelegramPusher  # noqa: PLC0415 - only with a token
    from bot.starting import telegram_settings  # noqa: PLC0415 - as above

    return TelegramPusher(telegram_settings(banquet.config).bot, banquet.clock)


def _refusals(refused: set[str], today: str, say: Say) -> Iterator[Alert]:
    """Say which platforms do not take the bot's token."""
    for name in sorted(refused):
        said = say("{platform} does not take the bot's token.", platform=_PLATFORMS[name])
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

"""How the whole program is doing, as the page's server asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.app import Banquet
from bot.core.clock import Moment
from bot.core.delivery_health import Status, Traffic, kinds_of
from bot.core.errors import BanquetError
from bot.platforms.web.settings import Gauge


@dataclass(frozen=True, slots=True)
class ProgramHealth:
    """Look at the store, and at the platforms that were given up."""

    banquet: Banquet

    async def ready(self) -> Mapping[str, bool]:
        """Tell whether the store answers, and whether each platform takes our token."""
        moment = Moment(self.banquet.clock.now())
        try:
            await self.banquet.store.bars.span(moment.today)
            refused = await refused_platforms(self.banquet)
        except BanquetError:
            return {"store": False}
        return {"store": True, **{name: name not in refused for name in tokens_of(self.banquet)}}

    async def gauges(self) -> Sequence[Gauge]:
        """Return the numbers of messages and digests; without a store only what is known."""
        now = self.banquet.clock.now()
        commands = self.banquet.core.registry
        known = [Gauge("commands", len(commands.commands))]
        try:
            status = await self.banquet.store.delivery_health.status(now)
        except BanquetError:
            return known
        return [*known, *_outbox(status.traffic, now), *_digests(status, self.banquet)]


def tokens_of(banquet: Banquet) -> list[str]:
    """Name the platforms that a token is configured for."""
    config = banquet.config
    tokens = {"telegram": config.telegram.token, "discord": config.discord.token}
    return [name for name, token in tokens.items() if token]


async def refused_platforms(banquet: Banquet) -> set[str]:
    """Name the platforms that do not take our token: by their last answers, or given up."""
    return await banquet.store.delivery_health.refused() | set(banquet.off)


def _outbox(traffic: Sequence[Traffic], now: datetime) -> Iterator[Gauge]:
    """Return the numbers of messages, by platform."""
    numbers: Mapping[str, Sequence[float]] = {
        "outbox_waiting": [one.waiting for one in traffic],
        "outbox_ambiguous": [one.ambiguous for one in traffic],
        "outbox_sent_today": [one.sent for one in traffic],
        "outbox_dead_today": [one.dead for one in traffic],
        "outbox_expired_today": [one.expired for one in traffic],
        "outbox_oldest_waiting_seconds": [_seconds(one.oldest, now) for one in traffic],
        "outbox_penalty_seconds": [-_seconds(one.paused_until, now) for one in traffic],
        "outbox_refused": [one.refused for one in traffic],
    }
    for name, values in numbers.items():
        for one, value in zip(traffic, values, strict=True):
            yield Gauge(name, value, {"platform": one.platform})


def _seconds(since: datetime | None, now: datetime) -> float:
    """Return how long ago something was; 0 for never."""
    return (now - since).total_seconds() if since else 0.0


def _digests(status: Status, banquet: Banquet) -> Iterator[Gauge]:
    """Return the numbers of standing orders, by kind."""
    kinds = kinds_of(status.ordered, banquet.core.registry)
    yield from (Gauge("subscriptions", one.count, {"kind": kind}) for kind, one in kinds.items())
    yield from (Gauge("digest_due", one.due, {"kind": kind}) for kind, one in kinds.items())
    for name in ("next", "last"):
        for kind, one in kinds.items():
            at: datetime | None = getattr(one, name)
            value = at.timestamp() if at else None
            yield Gauge(f"digest_{name}_timestamp_seconds", value, {"kind": kind})
    yield Gauge("digest_skipped_week", sum(one.count for one in status.skipped))

"""The clock of the digests over a real store, a whole core, and what the test says is published."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from bot.core.clock import TAIPEI
from bot.core.principals import Chat
from bot.core.registry import registry
from bot.core.run_times import RunTimes
from bot.core.subscriptions import Days, Form, Schedule, Subscription
from bot.digests.planner import Planner
from bot.digests.reviser import Reviser
from bot.digests.running import Runner
from bot.platforms.telegram.pushing import TelegramPusher
from storage.engine import open_store
from storage.store import Store
from tests.fakes import FakeClock, Table, almanac
from tests.storage.rows import BY, select

BOT = "telegram:1"
STORY = date(2025, 2, 3)


def taipei(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """Return an instant of 2025 in Taipei."""
    return datetime(2025, month, day, hour, minute, tzinfo=TAIPEI)


@dataclass
class SaidPublication:
    """What the exchanges have published, as the test says; implements the Publication port."""

    lacks: set[date] = field(default_factory=set)
    changed: dict[date, datetime] = field(default_factory=dict)
    unpriced: set[date] = field(default_factory=set)
    """Sessions of which something else than prices came in."""

    async def lacking(self, session: date) -> bool:
        """Tell whether prices of a session are still to come."""
        return session in self.lacks

    async def priced(self, session: date) -> bool:
        """Tell whether prices of a session came in."""
        return session in self.changed and session not in self.unpriced

    async def changed_at(self, session: date) -> datetime | None:
        """Return when something of a session was last taken in."""
        return self.changed.get(session)


@dataclass
class Row:
    """A message of the outbox with what it says."""

    key: str
    method: str
    kind: str
    text: str
    facts: str | None
    state: str


@dataclass
class Scene:
    """Everything between an order and the outbox."""

    store: Store
    clock: FakeClock
    table: Table
    publication: SaidPublication
    planner: Planner
    reviser: Reviser

    async def order(
        self, line: str = "/digest", at: time | None = time(14, 45), chat: int = 5, **more: object
    ) -> Subscription:
        """Order a line on sessions from now on."""
        wanted = Subscription(
            0, Chat("telegram", chat), line, Schedule(Days.SESSIONS, at), made_at=self.clock.now()
        )
        wanted = replace(wanted, **more)  # type: ignore[arg-type]  # fields of an order
        coming = self.planner.times.coming(wanted, self.clock.now(), 1)
        kept, _ = await self.store.subscriptions.add(replace(wanted, next=coming[0]), BY)
        return kept

    async def look(self, at: datetime) -> int:
        """Move the clock there and plan what is due; return how many wait."""
        self.clock.at = at
        return await self.planner.look()

    def awake(self) -> None:
        """Begin anew, as a restarted program does."""
        self.planner = replace_planner(self)

    async def rows(self) -> list[Row]:
        """Return the messages in the order in which they were added."""
        found = await select(
            self.store,
            "SELECT key, method, kind, body, facts, state FROM outbox"
            " JOIN content ON hash = content ORDER BY id",
        )
        return [
            Row(str(key), str(method), str(kind), json.loads(str(body))["text"],
                None if facts is None else str(facts), str(state))
            for key, method, kind, body, facts, state in found
        ]  # fmt: skip

    async def skips(self) -> list[str]:
        """Return why runs were left out."""
        found = await select(self.store, "SELECT reason FROM skips ORDER BY at")
        return [str(reason) for (reason,) in found]

    def restate(self, code: str, close: str, session: date = STORY) -> None:
        """Let the exchange restate a close."""
        rows = self.table.bars.rows
        bar = rows[session, code]
        rows[session, code] = replace(bar, close=Decimal(close))
        self.publication.changed[session] = self.clock.now()


def replace_planner(scene: Scene) -> Planner:
    """Return a planner without a memory."""
    old = scene.planner
    return Planner(old.planning, old.runner, old.publication, old.calendar, old.clock, old.times)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """Return a scene on the morning of the story's day."""
    clock = FakeClock(taipei(2, 3, 8))
    table = Table(clock=clock)
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path}/banquet.db", clock)
    calendar, publication = almanac().calendar, SaidPublication()
    runner = Runner(table.core, {"telegram": TelegramPusher(BOT, clock)}, clock)
    times = RunTimes(registry, calendar)
    planner = Planner(store.planning, runner, publication, calendar, clock, times)
    reviser = Reviser(store.planning, runner, publication, times, calendar, store.notes, clock)
    yield Scene(store, clock, table, publication, planner, reviser)
    await store.close()


__all__ = ["BOT", "STORY", "Form", "Scene", "taipei"]

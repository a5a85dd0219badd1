"""The one place that reads the machine's time."""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as day_time
from typing import Protocol
from zoneinfo import ZoneInfo

TAIPEI = ZoneInfo("Asia/Taipei")
CLOSE = day_time(13, 30)
"""The regular session ends at 13:30 Taipei time; a day's close is not known before."""


class Clock(Protocol):
    """Tell the time; everything that needs it takes one of these."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""

    async def sleep(self, seconds: float) -> None:
        """Wait that many seconds."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place allowed to ask the machine

    def monotonic(self) -> float:
        """Return the machine's monotonic seconds."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait on the event loop."""
        await asyncio.sleep(seconds)


class ShiftedClock(SystemClock):
    """A clock started at another instant that runs on from there (`--as-of`)."""

    def __init__(self, start: datetime) -> None:
        """Start at `start`, an aware instant."""
        self._shift: timedelta = start - super().now()

    def now(self) -> datetime:
        """Return the shifted instant in UTC."""
        return (super().now() + self._shift).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant as the market sees it, fixed for the length of a request."""

    now: datetime

    @property
    def today(self) -> date:
        """Return the date in Taipei."""
        return self.now.astimezone(TAIPEI).date()

    @property
    def yesterday(self) -> date:
        """Return the day before today: what happened in its evening is in today's papers."""
        return self.today - timedelta(days=1)

    @property
    def horizon(self) -> date:
        """Return the last day whose close can be known: today from 13:30, else yesterday."""
        local = self.now.astimezone(TAIPEI)
        return local.date() if local.time() >= CLOSE else local.date() - timedelta(days=1)

"""A penalty of the whole bot, kept so that a restart does not end it."""

import contextlib
from datetime import datetime, timedelta

from bot.core.clock import Clock
from bot.core.ports import Notes
from bot.delivery.gate import LONGEST_CLOSED, Gate

SAME = timedelta(milliseconds=500)
"""Ends this close to the noted one are not noted again."""


class Pauses:
    """Note a gate's penalty, and give it back to the gate after a restart."""

    def __init__(self, notes: Notes, bot: str, gate: Gate, clock: Clock) -> None:
        """Keep the penalties of this bot."""
        self._notes = notes
        self._key = f"penalty.{bot}"
        self._gate = gate
        self._clock = clock
        self._noted: datetime | None = None

    async def recall(self) -> None:
        """Go on with the penalty that ran when the program ended."""
        text = await self._notes.read(self._key)
        with contextlib.suppress(ValueError):
            end = datetime.fromisoformat(text or "")
            left = (end - self._clock.now()).total_seconds()
            self._gate.penalise(min(left, LONGEST_CLOSED))

    async def remember(self) -> None:
        """Note the end of the running penalty, once."""
        left = self._gate.penalty_left()
        end = self._clock.now() + timedelta(seconds=left)
        if left <= 0 or (self._noted is not None and abs(end - self._noted) < SAME):
            return
        await self._notes.write(self._key, end.isoformat())
        self._noted = end

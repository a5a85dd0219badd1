"""What arrived is written down at once: until then a dying process would send it once more."""

import asyncio
import logging

from bot.core.clock import Clock
from bot.core.ports import Outbox
from bot.core.sending import Outcome, Verdict

_log = logging.getLogger(__name__)


class Arrivals:
    """Commit sent messages beside the turns; those that come meanwhile share the next commit.

    Whatever else came back is left to the turn, which settles it before it claims: a penalty
    must be known to the claim.
    """

    def __init__(self, outbox: Outbox, clock: Clock, bot: str, outcomes: list[Outcome]) -> None:
        """Take sent messages out of these outcomes."""
        self._outbox = outbox
        self._clock = clock
        self._bot = bot
        self._outcomes = outcomes
        self._task: asyncio.Task[None] | None = None

    def settle(self) -> None:
        """See to it that what arrived by now is written down."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._commit())

    async def settled(self) -> None:
        """Wait for the commit that is under way."""
        if self._task is not None:
            await self._task

    async def _commit(self) -> None:
        """Commit until nothing is left; what fails goes back, for the turn to settle."""
        while sent := [one for one in self._outcomes if one.verdict is Verdict.SENT]:
            self._outcomes[:] = [one for one in self._outcomes if one.verdict is not Verdict.SENT]
            try:
                await self._outbox.turn(self._bot, sent, 0, self._clock.now())
            except Exception as failure:  # noqa: BLE001 - nothing is lost: the turn tries again
                self._outcomes[:0] = sent
                _log.warning("%d arrivals wait for the store: %s", len(sent), failure)
                return

"""The one way out of the outbox: settle, claim, send, until stopped."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable, Collection
from functools import partial

from bot.core.clock import Clock
from bot.core.errors import UpstreamError
from bot.core.ports import Outbox, Sender
from bot.core.sending import Delivery, Limits
from bot.delivery.arrivals import Arrivals
from bot.delivery.departures import Departures
from bot.delivery.flights import Flights
from bot.delivery.gate import LONGEST_CLOSED, Gate
from bot.delivery.pace import Pace
from bot.delivery.policy import Policy, released

_log = logging.getLogger(__name__)
IDLE_SECONDS = 2.0
"""How often rows that another process added are looked for."""
SOON_SECONDS = 0.05
"""How soon rows that only wait for the limits are looked for again."""
TROUBLE_SECONDS = 1.0
LAST_ANSWERS_SECONDS = 3.0
STOP_SECONDS = 5.0


class Drain:
    """Send one bot's rows, at most `in_flight` at a time.

    A row is committed as INFLIGHT before its bytes leave and settled after the answer; both
    happen in one transaction for all rows that are ready, so under load a commit serves many.
    A penalty of the bot or of a chat is noted beside its limits and outlives a restart.
    """

    def __init__(  # noqa: PLR0913, PLR0915 - what an account's way out is made of
        self,
        outbox: Outbox,
        sender: Sender,
        clock: Clock,
        bot: str,
        *,
        in_flight: int = 8,
        limits: Limits | None = None,
        shards: Collection[int] | None = None,
    ) -> None:
        """Drain this bot's rows through this sender, no faster than its limits.

        With `shards`, which may change, only rows of these are sent: others send the rest.
        """
        self._outbox = outbox
        self._clock = clock
        self._bot = bot
        self._in_flight = in_flight
        self._woken = asyncio.Event()
        self._gate = Gate(clock)
        self._limits = limits
        self._shards = shards
        policy = Policy(random.SystemRandom())
        self._flights = Flights(sender, policy, self._gate, clock, self._landed)
        self._arrivals = Arrivals(outbox, clock, bot, self._flights.outcomes)
        if limits is not None:
            self._flights.pace = Pace(clock, limits.per_second)
            self._flights.depart = Departures(outbox).depart
        if shards is not None:
            self._flights.peek = partial(outbox.closed_until, bot)
        self._vain = 0
        self._turning = asyncio.Lock()
        self._stopping = False
        self._stopped = asyncio.Event()
        self._stopped.set()

    @property
    def refused(self) -> bool:
        """Tell whether the platform refuses the bot's token; rows are kept meanwhile."""
        return self._gate.refused

    def wake(self) -> None:
        """Look for rows now: somebody added some."""
        self._woken.set()

    async def between_turns(self) -> None:
        """Wait until no turn is under way that may still claim by earlier shards."""
        async with self._turning:
            """Nothing is to be done but to have waited."""

    def _landed(self) -> None:
        """Write down what arrived, and look what may leave next."""
        self._arrivals.settle()
        self._woken.set()

    async def run(self) -> None:
        """Drain until stopped; whatever fails is logged and tried again."""
        self._stopped.clear()
        try:
            while not self._stopping and not await self._tried(self._begin):
                pass
            while not self._stopping:
                await self._tried(self._round)
            await self._flights.land(LAST_ANSWERS_SECONDS)
            await self._arrivals.settled()
            await self._tried(self._settle)
        finally:
            self._stopped.set()

    async def stop(self) -> None:
        """Claim nothing more, wait for the last answers, and return within five seconds."""
        self._stopping = True
        self._woken.set()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopped.wait(), STOP_SECONDS)

    async def _tried(self, step: Callable[[], Awaitable[None]]) -> bool:
        """Take a step; after a failure rest a moment and say that it failed."""
        try:
            await step()
        except UpstreamError as trouble:
            _log.warning("the outbox waits: %s", trouble.message)
        except Exception:  # noqa: BLE001 - the way out must outlive any bug
            _log.exception("the outbox failed at %s", step.__name__)
        else:
            return True
        if not self._stopping:
            await self._clock.sleep(TROUBLE_SECONDS)
        return False

    async def _begin(self) -> None:
        """Take over what an earlier run left."""
        if self._shards is None:
            left = await self._outbox.recover(self._bot)
            if left:
                _log.warning("%d messages were in flight at the last end and may have come", left)
        until = await self._outbox.closed_until(self._bot)
        if until is not None:
            left_seconds = (until - self._clock.now()).total_seconds()
            self._gate.penalise(min(left_seconds, LONGEST_CLOSED))

    async def _round(self) -> None:
        """Settle, claim what may leave, send it, and wait until there is something to do."""
        self._woken.clear()
        slots = self._gate.slots(self._in_flight - self._flights.count, self._flights.count)
        claimed = await self._turn(slots)
        for delivery in claimed:
            if self._stopping or self._gate.penalty_left() > 0:
                self._flights.outcomes.append(released(delivery))
            else:
                self._flights.launch(delivery)
        await self._nap(await self._time_to_next(slots, len(claimed)))

    async def _turn(self, slots: int) -> list[Delivery]:
        """Commit what came back and the new claims; on failure nothing is forgotten."""
        outcomes = self._flights.outcomes
        settled, closed = list(outcomes), dict(self._flights.closed)
        if not settled and not closed and slots <= 0:
            return []
        outcomes.clear()
        try:
            async with self._turning:
                shards = None if self._shards is None else set(self._shards)
                claimed = await self._outbox.turn(
                    self._bot, settled, slots, self._clock.now(),
                    limits=self._limits, shards=shards, closed=closed,
                )  # fmt: skip
        except BaseException:  # also a cancelled turn; it is raised again
            outcomes[:0] = settled
            raise
        for chat, until in closed.items():
            if self._flights.closed.get(chat) == until:
                del self._flights.closed[chat]
        return claimed

    async def _settle(self) -> None:
        """Commit what came back, claiming nothing."""
        await self._turn(0)

    async def _time_to_next(self, slots: int, claimed: int) -> float:
        """Return the seconds after which to look again without being woken."""
        self._vain = 0 if claimed else self._vain + 1
        if self._woken.is_set():
            return IDLE_SECONDS
        if claimed:
            return IDLE_SECONDS if self._limits is None else SOON_SECONDS
        wait = self._gate.wait()
        if not slots:
            return wait or IDLE_SECONDS
        due = await self._outbox.next_due(self._bot)
        if due is None:
            return IDLE_SECONDS
        # What is due and was not claimed waits for its chat: look again soon, then less often.
        least = min(SOON_SECONDS * 2.0 ** min(self._vain, 10), IDLE_SECONDS)
        return min(max((due - self._clock.now()).total_seconds(), least), IDLE_SECONDS)

    async def _nap(self, seconds: float) -> None:
        """Wait to be woken, at most so long."""
        if self._woken.is_set():
            return
        waiting = asyncio.ensure_future(self._woken.wait())
        sleeping = asyncio.ensure_future(self._clock.sleep(seconds))
        try:
            await asyncio.wait({waiting, sleeping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            sleeping.cancel()

"""The messages in flight: each is one task, and each comes back with an outcome."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.core.clock import Clock
from bot.core.ports import Sender
from bot.core.sending import Answer, Delivery, Outcome, State, Verdict
from bot.delivery.gate import FAILED, Gate
from bot.delivery.pace import Pace
from bot.delivery.policy import Policy, expired, has_expired, released

_log = logging.getLogger(__name__)
SEND_SECONDS = 60.0
"""The end of a send whose sender has no end of its own; shorter than a claim's lease."""
OUTAGE_SECONDS = 45.0
"""How long a failed row rests while the platform is down, however often it was tried."""
Peek: TypeAlias = Callable[[int], Awaitable[datetime | None]]
Depart: TypeAlias = Callable[[Delivery], Awaitable[bool]]
QUIET = (Verdict.SENT, Verdict.THROTTLED)


@dataclass(slots=True)
class Flights:
    """Send deliveries and gather what became of them; `landed` is called after each."""

    sender: Sender
    policy: Policy
    gate: Gate
    clock: Clock
    landed: Callable[[], None]
    outcomes: list[Outcome] = field(default_factory=list)
    """What became of sends, not settled yet."""
    closed: dict[int, datetime] = field(default_factory=dict)
    """Until when a chat, or with id 0 the bot, may not be sent to; not noted yet."""
    pace: Pace | None = None
    depart: Depart | None = None
    """Commits that a delivery leaves now; False where its claim was lost meanwhile."""
    peek: Peek | None = None
    """Looks up such a note of another process, just before the bytes leave."""
    _tasks: dict[asyncio.Task[None], Delivery] = field(default_factory=dict)
    _left: set[int] = field(default_factory=set)
    """Rows whose bytes are on their way; the other tasks still wait for their turn."""

    @property
    def count(self) -> int:
        """Return how many are in flight."""
        return len(self._tasks)

    def launch(self, delivery: Delivery) -> None:
        """Send one in a task of its own; one that is past its time ends here."""
        if has_expired(delivery, self.clock.now()):
            self.outcomes.append(expired(delivery))
            self.landed()
            return
        task = asyncio.create_task(self._send(delivery))
        self._tasks[task] = delivery
        task.add_done_callback(self._ended)

    async def land(self, seconds: float) -> None:
        """Wait for what is in flight; what does not come back in time may have arrived."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(list(self._tasks), timeout=seconds)
        lost, left = [self._tasks[task] for task in late], set(self._left)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        for delivery in lost:
            if delivery.id in left:
                self._came_back(delivery, Answer("perhaps_sent", description="stopped meanwhile"))
            else:
                self.outcomes.append(released(delivery))

    async def _send(self, delivery: Delivery) -> None:
        """Send one and take in the answer; a sender that raises may have sent."""
        try:
            held_up = await self._held_up(delivery)
            if not held_up and self.pace is not None:
                await self.pace.turn()
            if not held_up and self.depart is not None and not await self.depart(delivery):
                return  # somebody else has it by now
        except Exception:  # noqa: BLE001 - a store in trouble: nothing has left
            _log.warning("a message could not leave: %s", delivery.part.key)
            held_up = True
        if held_up:
            self.outcomes.append(released(delivery))
            return
        self._left.add(delivery.id)
        try:
            async with asyncio.timeout(SEND_SECONDS):
                answer = await self.sender.send(delivery)
        except Exception as failure:  # noqa: BLE001 - one bad send must not stop the others
            _log.exception("the sender failed on %s", delivery.part.key)
            answer = Answer("perhaps_sent", description=type(failure).__name__)
        self._came_back(delivery, answer)

    async def _held_up(self, delivery: Delivery) -> bool:
        """Wait for the instant that the limits gave; True where a penalty came meanwhile."""
        if delivery.leave_at is not None:
            wait = (delivery.leave_at - self.clock.now()).total_seconds()
            if wait > 0:
                await self.clock.sleep(wait)
        if self.gate.penalty_left() > 0:
            return True
        return self.peek is not None and await self._is_closed(self.peek, delivery.part.chat)

    async def _is_closed(self, peek: Peek, chat: int) -> bool:
        """Tell whether another process noted a penalty of the bot or of the chat."""
        notes = [await peek(0), await peek(chat)]
        return any(until is not None and until > self.clock.now() for until in notes)

    def _came_back(self, delivery: Delivery, answer: Answer) -> None:
        """Decide what becomes of the row."""
        now = self.clock.now()
        outcome = self.policy.outcome_of(delivery, answer, now)
        self.gate.heard(outcome, answer)
        self.outcomes.append(self._weighed(outcome, answer, now))
        if outcome.verdict is Verdict.THROTTLED and outcome.not_before is not None:
            self._close(delivery.part.chat, outcome.not_before, now)
        if outcome.verdict not in QUIET:
            level = logging.ERROR if outcome.verdict is Verdict.OUR_BUG else logging.WARNING
            key = delivery.part.key
            _log.log(level, "%s is %s: %s", key, outcome.state.value, outcome.reason)

    def _close(self, chat: int, until: datetime, now: datetime) -> None:
        """Remember a penalty of a chat, and of the bot where it is the bot's."""
        self.closed[chat] = until
        left = self.gate.penalty_left()
        if left > 0:
            self.closed[0] = now + timedelta(seconds=left)

    def _weighed(self, outcome: Outcome, answer: Answer, now: datetime) -> Outcome:
        """Tell a chat that fails from a platform that is down, and give rows of the latter a rest.

        One short rest, so that they leave soon. What never reached the platform says nothing
        about the chat.
        """
        if outcome.verdict not in FAILED:
            return outcome
        if not self.gate.probing:
            return replace(outcome, failing=answer.kind != "not_sent")
        if outcome.state not in (State.RETRY, State.AMBIGUOUS):
            return outcome
        return replace(outcome, not_before=now + timedelta(seconds=OUTAGE_SECONDS))

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Free the slot."""
        delivery = self._tasks.pop(task, None)
        if delivery is not None:
            self._left.discard(delivery.id)
        self.landed()

"""When a bot may send at all: penalties of the whole bot, a dead platform, a refused token."""

from dataclasses import dataclass, field

from bot.core.clock import Clock
from bot.core.sending import Answer, Outcome, Verdict
from bot.delivery.policy import penalty

FAILURES = 5
"""So many failures in a row, and it is the platform that is down, not a message."""
FIRST_PROBE_SECONDS = 2.0
PROBE_SECONDS = 30.0
REFUSED_PROBE_SECONDS = 60.0
LONGEST_CLOSED = 60 * 60.0
"""After an hour one message asks again whether the bot's penalty still runs."""
FAILED = (Verdict.NOT_SENT, Verdict.AMBIGUOUS)


@dataclass(slots=True)
class Gate:
    """Count what the platform says; times are the clock's monotonic seconds."""

    clock: Clock
    refused: bool = False
    """The platform does not take the bot's token."""
    _failures: int = 0
    _next_probe: float = float("-inf")
    _penalty_end: float = float("-inf")
    _throttled: dict[int, float] = field(default_factory=dict)

    @property
    def probing(self) -> bool:
        """Tell whether only one message at a time is tried."""
        return self.refused or self._failures >= FAILURES

    def slots(self, free: int, flying: int) -> int:
        """Return how many messages may leave now."""
        if self.wait() > 0:
            return 0
        if self.probing:
            return 0 if flying else min(free, 1)
        return free

    def wait(self) -> float:
        """Return the seconds until something may leave; 0 when nothing stands in the way."""
        probe = self._next_probe - self.clock.monotonic() if self.probing else 0.0
        return max(0.0, probe, self.penalty_left())

    def penalty_left(self) -> float:
        """Return the seconds left of a penalty of the whole bot."""
        return max(0.0, self._penalty_end - self.clock.monotonic())

    def penalise(self, seconds: float) -> None:
        """Let nothing leave for so long, or longer if that was said before."""
        self._penalty_end = max(self._penalty_end, self.clock.monotonic() + seconds)

    def heard(self, outcome: Outcome, answer: Answer) -> None:
        """Take in what the platform said to one message."""
        self.refused = outcome.verdict is Verdict.BOT_REFUSED
        self._failures = self._failures + 1 if outcome.verdict in FAILED else 0
        self._next_probe = self.clock.monotonic() + self._probe_wait()
        if outcome.verdict is Verdict.THROTTLED:
            self._throttle(outcome.delivery.part.chat, penalty(answer.retry_after))

    def _probe_wait(self) -> float:
        """Return the seconds between two probes: soon at first, then every half minute."""
        if self.refused:
            return REFUSED_PROBE_SECONDS
        more = min(max(self._failures - FAILURES, 0), 10)
        return min(FIRST_PROBE_SECONDS * 2.0**more, PROBE_SECONDS)

    def _throttle(self, chat: int, seconds: float) -> None:
        """Penalise the bot when the limit that was hit is not one chat's own.

        Telegram does not say whose limit it was. Only groups (negative ids) have one of their
        own that a few messages reach; and two chats at once mean the bot.
        """
        now = self.clock.monotonic()
        self._throttled = {one: end for one, end in self._throttled.items() if end > now}
        self._throttled[chat] = now + seconds
        if chat >= 0 or len(self._throttled) > 1:
            self.penalise(min(seconds, LONGEST_CLOSED))

"""No second holds more departures than it may, however late some of them come."""

import math
from collections import deque

from bot.core.clock import Clock

WINDOW = 1.0


class Pace:
    """Let departures through, at most so many in any second.

    The limits space messages evenly; a commit that takes its time would bunch those that waited.
    """

    def __init__(self, clock: Clock, per_second: float) -> None:
        """Allow one more than the rate: the limits themselves keep to the rate."""
        self._clock = clock
        self._last: deque[float] = deque(maxlen=math.floor(per_second) + 1)

    async def turn(self) -> None:
        """Wait until one more may leave."""
        while len(self._last) == self._last.maxlen:
            wait = self._last[0] + WINDOW - self._clock.monotonic()
            if wait <= 0:
                break
            await self._clock.sleep(wait)
        self._last.append(self._clock.monotonic())

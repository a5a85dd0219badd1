"""The ban of hosts that are asked too fast: so many requests in a window, then closed doors."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Limiter:
    """Count each host's requests by a clock of monotonic seconds."""

    monotonic: Callable[[], float]
    count: int | None = 3
    """How many requests one host takes in any window; None: as many as come."""
    seconds: float = 5.0
    over: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Requests over the limit, by host."""
    _times: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def admits(self, host: str) -> bool:
        """Count a request; tell whether it is answered. A refused one counts like any other."""
        now = self.monotonic()
        times = self._times[host]
        times.append(now)
        while times[0] <= now - self.seconds:
            times.popleft()
        if self.count is None or len(times) <= self.count:
            return True
        self.over[host] += 1
        return False

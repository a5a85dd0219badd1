"""How often one address may call."""

from collections import OrderedDict

from bot.core.clock import Clock

_REMEMBERED = 1024


class Allowance:
    """A number of calls at once and a steady rate after that, for each address."""

    def __init__(self, per_second: float, at_once: int, clock: Clock) -> None:
        """Count by the injected clock."""
        self._step = 1 / per_second
        self._burst = at_once * self._step
        self._clock = clock
        self._due: OrderedDict[str, float] = OrderedDict()

    def wait(self, address: str) -> float:
        """Take one call of an address; return how many seconds too early it is, else 0."""
        now = self._clock.monotonic()
        due = max(self._due.get(address, now), now) + self._step
        if due - now > self._burst:
            return due - now - self._burst
        self._due[address] = due
        self._due.move_to_end(address)
        if len(self._due) > _REMEMBERED:
            self._due.popitem(last=False)
        return 0.0

"""Leave a host alone after failures, then let one request try; pure but for the clock."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from bot.core.clock import Clock
from bot.sources.errors import Blocked, Declined, Paused, ServerTrouble, SourceError

FAILURES = 5
"""Failures in a row after which a host is left alone."""
FIRST_PAUSE = 60.0
LONGEST_PAUSE = 15 * 60.0
BLOCKED_PAUSE = 10 * 60.0
_log = logging.getLogger(__name__)


class Breaker:
    """How one host has been doing, and whether it may be asked."""

    def __init__(self, name: str, clock: Clock) -> None:
        """Begin without a grudge."""
        self._name = name
        self._clock = clock
        self._failures = 0
        self._pause = FIRST_PAUSE
        self._ends: float | None = None
        self._probing = False
        self.last_success: datetime | None = None
        self.last_failure: datetime | None = None
        self.failure = ""
        """Why the last request failed, a msgid; "" once one succeeded."""

    @property
    def paused_until(self) -> datetime | None:
        """Return until when the host is left alone; None when it is not."""
        if self._ends is None or self._clock.monotonic() >= self._ends:
            return None
        return self._clock.now() + timedelta(seconds=self._ends - self._clock.monotonic())

    def check(self) -> None:
        """Raise Paused while the host is left alone, or while another request tries it."""
        if self.paused_until or self._probing:
            raise Paused(self.paused_until)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Watch one request: what it raises decides what comes next."""
        self.check()
        probe = self._probing = self._ends is not None
        try:
            yield
        except Declined:
            self._succeeded(probe=probe)
            raise
        except SourceError as trouble:
            self._failed(trouble, probe=probe)
            raise
        else:
            self._succeeded(probe=probe)
        finally:
            self._probing = self._probing and not probe

    def _succeeded(self, *, probe: bool) -> None:
        """Note an answer; of requests sent before a pause none ends it."""
        self.last_success, self.failure = self._clock.now(), ""
        if probe or self._ends is None:
            self._failures, self._pause, self._ends = 0, FIRST_PAUSE, None

    def _failed(self, trouble: SourceError, *, probe: bool) -> None:
        """Note a failure, and leave the host alone where that is due."""
        self.last_failure, self.failure = self._clock.now(), trouble.message
        self._failures += 1
        if isinstance(trouble, Blocked):
            self._leave_alone(max(self._pause, BLOCKED_PAUSE), trouble)
        elif isinstance(trouble, ServerTrouble) and trouble.wait is not None:
            self._leave_alone(trouble.wait, trouble)
        elif probe or (self._failures >= FAILURES and self._ends is None):
            self._leave_alone(self._pause, trouble)

    def _leave_alone(self, seconds: float, trouble: SourceError) -> None:
        """Pause; the next pause is longer, but failures of the same moment count once."""
        if self.paused_until is None:
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
            _log.warning("%s is left alone for %.0f s: %s", self._name, seconds, trouble.reason)
        self._ends = max(self._ends or 0.0, self._clock.monotonic() + seconds)

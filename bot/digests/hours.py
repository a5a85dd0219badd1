"""When digests look for their figures and until when they are worth sending."""

from dataclasses import dataclass
from datetime import time, timedelta


@dataclass(frozen=True, slots=True)
class Hours:
    """The operator's times, all of Taipei."""

    first_look: time = time(13, 40)
    """From when on the figures of a session are looked for."""
    deadline: time = time(17, 30)
    """When a closing digest goes with what there is."""
    late_until: time = time(8, 30)
    """Until when on the next session day a closing digest may still be sent."""
    morning: time = time(7, 30)
    morning_expires: time = time(9, 30)
    week_expires: timedelta = timedelta(hours=24)
    expires: timedelta = timedelta(hours=20)
    """For every other line."""

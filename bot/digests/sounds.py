"""Whether what a chat gets by itself makes a sound, as its settings say."""

from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.core.settings import OFF, Settings


class Sound(StrEnum):
    """How a push arrives."""

    SOUND = "sound"
    SILENT = "silent"
    HUSHED = "hushed"  # silent, whatever an order says of itself
    OFF = "off"  # nothing is sent

    @property
    def silent(self) -> bool:
        """Return the flag that is sent along."""
        return self is not Sound.SOUND


def sound_of(key: str, settings: Settings, now: datetime) -> Sound:
    """Return how a push of one kind arrives: `digest_sound`, `alert_sound` or `correction_sound`.

    In the quiet hours, by the chat's own clock, nothing makes a sound.
    """
    if settings[key] == OFF:
        return Sound.OFF
    if settings.quiet is not None and _within(
        settings.quiet, now.astimezone(ZoneInfo(settings["zone"])).time()
    ):
        return Sound.HUSHED
    return Sound(settings[key])


def _within(hours: tuple[time, time], at: time) -> bool:
    """Tell whether a time of day lies in hours that may run past midnight."""
    first, last = hours
    return first <= at < last if first < last else at >= first or at < last

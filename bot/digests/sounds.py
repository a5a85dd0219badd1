"""Whether what a chat gets by itself makes a sound, as its settings say."""

from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.core.clock import TAIPEI
from bot.core.settings import OFF, Settings


class Sound(StrEnum):
    """How a push arrives."""

    AS_ORDERED = "as_ordered"  # the chat chose nothing: each order's own flag counts
    SILENT = "silent"
    SOUND = "sound"
    OFF = "off"  # nothing is sent

    @property
    def silent(self) -> bool | None:
        """Return the flag that is sent along; None = each order's own."""
        return None if self is Sound.AS_ORDERED else self is Sound.SILENT


def sound_of(key: str, settings: Settings, now: datetime) -> Sound:
    """Return how a push of one kind arrives: `digest_sound`, `alert_sound` or `correction_sound`.

    In the quiet hours, by the chat's own clock, nothing makes a sound.
    """
    if settings[key] == OFF:
        return Sound.OFF
    if settings.quiet is not None and _within(settings.quiet, _local(now, settings["zone"])):
        return Sound.SILENT
    layers = settings.layers
    chosen = (layers.operator, layers.chat, layers.topic)
    if not any(key in layer.values for layer in chosen):
        return Sound.AS_ORDERED
    return Sound(settings[key])


def _local(now: datetime, zone: str) -> time:
    """Return the time of day in a zone; nobody's choice is Taipei's."""
    return now.astimezone(ZoneInfo(zone) if zone else TAIPEI).time()


def _within(hours: tuple[time, time], at: time) -> bool:
    """Tell whether a time of day lies in hours that may run past midnight."""
    first, last = hours
    return first <= at < last if first < last else at >= first or at < last

"""What a chat has chosen: values by key, from the operator's default over the chat to a topic."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Protocol, cast

from bot.core.audit import Author
from bot.core.look import Look, Palette, Width
from bot.core.principals import Chat

OFF = "off"


@dataclass(frozen=True, slots=True)
class Layer:
    """What was chosen in one place; the version grows with each change."""

    values: Mapping[str, str] = field(default_factory=dict)
    version: int = 0


@dataclass(frozen=True, slots=True)
class Layers:
    """What was chosen, from afar to near; the nearer one wins key by key."""

    operator: Layer = field(default_factory=Layer)
    chat: Layer = field(default_factory=Layer)
    topic: Layer = field(default_factory=Layer)
    own: bool = False
    """Whether the chat has baskets of its own."""
    editors: frozenset[int] = frozenset()
    """Whom the chat's admins named; read with the rest, so that a command looks only once."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The values that hold for one question; a key that nobody chose has its default."""

    values: Mapping[str, str]
    layers: Layers = field(default_factory=Layers)
    defaults: Mapping[str, str] = field(default_factory=dict)
    """What the operator's file says."""

    def __getitem__(self, key: str) -> str:
        """Return the value of a declared setting."""
        return self.values[key]

    @property
    def look(self) -> Look:
        """Return how answers look."""
        return Look(
            cast("Palette", self["colors"]),
            self["pictures"] == "on",
            cast("Width", self["width"]),
        )

    @property
    def commands_off(self) -> frozenset[str]:
        """Return the names of the commands that the chat does without."""
        return frozenset(self["commands_off"].split())

    @property
    def cooldown(self) -> int:
        """Return the seconds between two look-ups of one member; 0 = no pause."""
        return seconds_of(self["cooldown"])

    @property
    def fade(self) -> int:
        """Return the seconds after which look-up answers are deleted; 0 = never."""
        return seconds_of(self["fade"])

    @property
    def quiet(self) -> tuple[time, time] | None:
        """Return the local hours in which nothing makes a sound; None = there are none."""
        return hours_of(self["quiet"])


class ChatSettings(Protocol):
    """Settings as they are stored."""

    async def layers(self, chat: Chat) -> Layers:
        """Return what was chosen by the operator, the chat and its topic, at one moment."""

    async def choose(
        self,
        chat: Chat,
        key: str,
        value: str | None,
        by: Author,
        *,
        in_topic: bool = False,
        seen: int | None = None,
    ) -> bool:
        """Store one choice (None = back to the default) with its entry in the audit.

        False, and nothing stored, where `seen` is not the layer's version any more. The chat
        `OPERATOR` stands for the defaults of all chats.
        """


OPERATOR = Chat("", 0)
"""Where the operator's own defaults are kept."""


def packed(values: Mapping[str, str]) -> str:
    """Write values so that equal ones are equal texts; none is an empty text."""
    if not values:
        return ""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def unpacked(text: str | None) -> Mapping[str, str]:
    """Read packed values."""
    return cast("Mapping[str, str]", json.loads(text)) if text else {}


def seconds_of(text: str) -> int:
    """Read `30s`, `5m`, `2h`, `1d` or `off`."""
    if text == OFF:
        return 0
    return int(text[:-1]) * {"s": 1, "m": 60, "h": 3_600, "d": 86_400}[text[-1]]


def hours_of(text: str) -> tuple[time, time] | None:
    """Read `22:00-08:00` or `off`."""
    if text == OFF:
        return None
    first, last = text.split("-")
    return time.fromisoformat(first), time.fromisoformat(last)

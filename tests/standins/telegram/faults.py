"""Faults on demand: what the next matching calls run into."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "accept_then_stall",
    "accept_then_reset",
    "accept_then_garbage",
    "ok_false_200",
    "status",
    "migrate",
    "stall",
]


@dataclass(slots=True)
class Fault:
    """One kind of fault for the next `times` calls of a method."""

    kind: Kind
    method: str = "sendMessage"
    times: int = 1
    chat: int | None = None
    code: int = 400
    body: str = ""
    seconds: float = 0.0
    new_id: int = 0


@dataclass(slots=True)
class Flood:
    """A pause that the bot was told to keep, for one chat or for all."""

    chat: int | None
    until: float
    seconds: float
    told: int = 0
    """Calls refused inside the pause, the first one included."""
    times: list[float] = field(default_factory=list)
    """When each message among these came, by the monotonic clock."""


@dataclass(slots=True)
class Faults:
    """All faults that wait."""

    waiting: list[Fault] = field(default_factory=list)
    floods: list[Flood] = field(default_factory=list)

    def take(self, method: str, chat: int | None) -> Fault | None:
        """Return the fault that this call runs into."""
        for fault in self.waiting:
            if fault.method == method and fault.chat in (None, chat):
                fault.times -= 1
                if not fault.times:
                    self.waiting.remove(fault)
                return fault
        return None

    def flood(self, method: str, chat: int | None, now: float) -> Flood | None:
        """Return the pause that this call falls into."""
        for flood in self.floods:
            if now < flood.until and flood.chat in (None, chat):
                flood.told += 1
                if method.startswith("send"):
                    flood.times.append(now)
                return flood
        return None

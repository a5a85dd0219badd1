"""What the sources need to know from the operator, in plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.core.secret import Secret


@dataclass(frozen=True, slots=True)
class Access:
    """How one source may be asked."""

    base_url: str
    """Without a slash at its end; https, or http on this machine."""
    requests_per_5s: int
    token: Secret = field(default_factory=Secret)
    """Sent with every request to this source alone; empty means none."""


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """Which sources are asked, and how long an answer may take."""

    enabled: Collection[str]
    """Names of sources: `twse`, `tpex`, `mis`, `finmind`, `yahoo`."""
    access: Mapping[str, Access]
    """How to ask each of them, by name."""
    openapi_url: str
    """Where the open data of `twse` are; they cost the same budget."""
    offline: bool = False
    answer_seconds: float = 20.0
    """From the first byte out to the last byte in, redirects included."""
    connect_seconds: float = 5.0

"""Faults on demand: what the next matching requests run into, or all of them until turned off.

| kind | what happens |
|---|---|
| wrong_day | another day's answer, honest about its day (`day`; by default the session before) |
| echoed_day | another day's rows under the date that was asked for |
| stale_body | another day's answer under headers that say it is fresh |
| rows | `change` is applied to the session's rows; see row_faults.py |
| empty | a form of "no data" (`value`, a key of twse_empty.VARIANTS; None: the endpoint's own) |
| cell | `value` stands in the cell of `code` and `column`; `Raw` puts bare text into the JSON |
| decorated | all figures in a form of decorations.py (`value`: full_width, tag, blanks, plus) |
| columns | `value`: reordered, renamed, added, lots (shares become lots under the same name) |
| duplicate_keys, truncated, big5, bom | the body's text is spoiled; `at` is where it is cut |
| status | `status` and a page, or `value` as the body |
| html | a maintenance page with 200, of content type `value` |
| close, cut, drip, hang | nothing; `at` bytes of more; a byte every `seconds`; headers alone |
| bomb | `at` MiB of blanks, compressed; `encoded`: content encoding `value` |
| redirect | to `value`: trap, loop, or any address |
| latency | the answer comes `seconds` later |
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

from tests.standins.exchange.days import Row

Rows: TypeAlias = tuple[Row, ...]
RowsChange: TypeAlias = Callable[[Rows], Rows]
Kind: TypeAlias = Literal[
    "wrong_day",
    "echoed_day",
    "stale_body",
    "rows",
    "empty",
    "cell",
    "decorated",
    "columns",
    "duplicate_keys",
    "truncated",
    "big5",
    "bom",
    "status",
    "html",
    "close",
    "cut",
    "drip",
    "hang",
    "bomb",
    "encoded",
    "redirect",
    "latency",
]

ON_THE_WAY = (
    "status",
    "html",
    "close",
    "cut",
    "drip",
    "hang",
    "bomb",
    "encoded",
    "redirect",
    "latency",
)
"""Kinds that leave the content of an answer alone."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Text that stands in the JSON as it is, such as NaN or 1e999."""

    text: str


@dataclass(slots=True)
class Fault:
    """One kind of fault for the matching requests."""

    kind: Kind
    host: str = ""
    """One host's name, e.g. `twse`; "" is every host."""
    path: str = ""
    """How the path ends, e.g. `MI_INDEX`; "" is every path."""
    times: int | None = 1
    """How many requests run into it; None: until turned off."""
    skip: int = 0
    """How many matching requests are let through first."""
    until: datetime | None = None
    """Over from this instant of the board's clock on, whatever `times` says."""
    value: Any = None
    code: str = ""
    """The instrument whose row is spoiled; "": the first one."""
    column: str = "close"
    """A column by its sense: code, name, open, high, low, close, volume, change."""
    status: int = 503
    at: int = 100
    seconds: float = 0.0
    day: date | None = None
    change: RowsChange | None = None
    met: int = 0
    """How many requests have run into it."""

    def matches(self, host: str, path: str) -> bool:
        """Tell whether it is meant for a request."""
        return self.host in ("", host) and path.endswith(self.path)


@dataclass(slots=True)
class Faults:
    """The board on which faults are turned on and off."""

    waiting: list[Fault] = field(default_factory=list)
    now: Callable[[], datetime] | None = None
    """The clock that `until` is read by."""

    def on(self, fault: Fault) -> Fault:
        """Turn a fault on."""
        self.waiting.append(fault)
        return fault

    def off(self, fault: Fault | None = None) -> None:
        """Turn one fault off, or all."""
        self.waiting = [one for one in self.waiting if fault is not None and one is not fault]

    def take(self, host: str, path: str) -> list[Fault]:
        """Return what a request runs into, in the order it was turned on."""
        return [
            fault for fault in [*self.waiting] if fault.matches(host, path) and self._meets(fault)
        ]

    def _meets(self, fault: Fault) -> bool:
        """Count a matching request; tell whether the fault is in force for it."""
        if fault.until is not None and self._clock() >= fault.until:
            self.off(fault)
            return False
        if fault.skip:
            fault.skip -= 1
            return False
        fault.met += 1
        if fault.times is not None and fault.met >= fault.times and fault.until is None:
            self.off(fault)
        return True

    def _clock(self) -> datetime:
        """Read the clock."""
        if self.now is None:
            raise LookupError("a fault with `until` needs the board's clock")
        return self.now()

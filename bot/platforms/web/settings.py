"""What the page's server is told by the composition root, and what it asks of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Protocol


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Where to listen and whom to let in; an empty access_token is for this machine only."""

    host: str = "127.0.0.1"
    port: int = 8080
    access_token: str = field(default="", repr=False)
    asks_per_second: float = 2
    asks_at_once: int = 20
    pages_at_once: int = 120
    """Files of the page that one address may fetch in a burst."""
    patience_seconds: float = 10
    """How long the body of a question may take to arrive."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """One number for who watches the program; None is left out."""

    name: str
    """`[a-z_]+`, shown with the program's name before it."""
    value: float | None
    labels: Mapping[str, str] = field(default_factory=dict)
    """From small fixed sets: a platform, a kind; never an id or a name."""


class Health(Protocol):
    """How the whole program is doing."""

    async def ready(self) -> Mapping[str, bool]:
        """Return the parts of the program by name, and whether each is ready."""

    async def gauges(self) -> Sequence[Gauge]:
        """Return a few numbers; those of one name one after the other."""


def address_of(host: str) -> str | None:
    """Return a host as a plain IP address; None when it is a name."""
    try:
        return str(ip_address(host.strip("[]")))
    except ValueError:
        return None


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    address = address_of(host)
    return host == "localhost" or (address is not None and ip_address(address).is_loopback)

"""Leases: of all processes on one database only one at a time may do a named work."""

from typing import Protocol


class Leases(Protocol):
    """Who may do what, until when."""

    async def take(self, name: str, holder: str, seconds: float) -> int | None:
        """Take or renew a lease; return its fence, which grows with each new term.

        None while somebody else holds it.
        """

    async def release(self, name: str, holder: str) -> None:
        """Give a lease back, if it is still the holder's."""


class StandDown(Exception):  # noqa: N818 - an order, not an error of ours
    """Raised by work whose platform says that somebody else does the same work."""

"""Watch what a process asks of the network, by the interpreter's own audit events."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

_EVENTS = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"})
_watching: list[list[str]] = []


@contextmanager
def watched_network() -> Iterator[list[str]]:
    """Give a list to which each connection and each look-up of a name is added."""
    _listen()
    seen: list[str] = []
    _watching.append(seen)
    try:
        yield seen
    finally:
        _watching.remove(seen)


@cache
def _listen() -> None:
    """Listen once and for all: the interpreter lets no hook go."""
    sys.addaudithook(_heard)


def _heard(event: str, _: object) -> None:
    """Note an event for whoever watches."""
    if event in _EVENTS:
        for seen in _watching:
            seen.append(event)

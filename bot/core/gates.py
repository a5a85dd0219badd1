"""What a question passes before its command runs; each gate lets it by, refuses, or keeps silent.

In their order: bans, maintenance, commands that the chat does without, permission, fair use.
"""

from dataclasses import dataclass
from typing import Protocol

from bot.core.i18n import Say
from bot.core.registry import Command
from bot.core.requests import Request
from bot.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """A question whose command is known."""

    command: Command
    request: Request
    settings: Settings
    say: Say
    trial: bool = False
    """Only asked whether it may run: nothing is counted."""


class Gate(Protocol):
    """One reason why a command may not run now."""

    async def check(self, asked: Asked) -> None:
        """Raise AskerError to refuse in words, Silence to say nothing; else let it by."""


class Silence(Exception):  # noqa: N818 - what is due, not an error
    """Nothing is to be said."""

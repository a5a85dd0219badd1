"""The gate of commands that a chat does without."""

from typing import Final

from bot.core.errors import AskerError
from bot.core.gates import Asked
from bot.core.registry import Section

SWITCHABLE: Final = frozenset({Section.LOOKUP})
"""What keeps the bot usable cannot be switched off: help, settings, privacy."""


class SwitchedOff:
    """Refuse what the chat switched off."""

    async def check(self, asked: Asked) -> None:
        """Say that it is off here, and who can change that."""
        command, say = asked.command, asked.say
        off = {command.name, command.group or command.name} & asked.settings.commands_off
        if off and command.section in SWITCHABLE and asked.request.occasion is None:
            raise AskerError(
                say("/{name} is switched off in this chat.", name=command.spoken),
                say("Its admins can change that with /settings commands_off."),
            )

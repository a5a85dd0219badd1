"""The command tree: built from the registry, sent to Discord when it changed."""

import hashlib
import json
import logging

import discord
from discord import app_commands

from bot.core.ports import Notes
from bot.core.requests import Named
from bot.platforms.discord.commands import discord_commands
from bot.platforms.discord.door import Door
from bot.platforms.discord.talk import Core
from bot.platforms.discord.wording import CatalogTranslator

_log = logging.getLogger(__name__)


class BanquetTree(app_commands.CommandTree):
    """discord.py's tree with one door in it."""

    def __init__(self, client: discord.Client, core: Core, door: Door) -> None:
        """Build all commands; raise OperatorError where Discord would refuse them."""
        super().__init__(client)
        self._door = door
        for command in discord_commands(core.registry.commands, door):
            self.add_command(command)

    async def interaction_check(self, interaction: discord.Interaction) -> bool:
        """Let in what the door admits."""
        return self._door.admits(interaction)

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        """Answer a command that Discord still shows and that is no longer ours."""
        match error:
            case app_commands.CommandNotFound(name=name):
                stale = name
            case app_commands.CommandSignatureMismatch(command=command):
                stale = command.name
            case _:
                _log.error("a command failed before its door", exc_info=error)
                return
        if interaction.type is discord.InteractionType.application_command:
            await self._door.command(interaction, Named(stale, {}))

    async def payload(self) -> list[dict[str, object]]:
        """Return all commands as Discord's JSON, in all languages."""
        translator = self.translator or CatalogTranslator()
        return [
            await command.get_translated_payload(self, translator)
            for command in self._get_all_commands()
        ]

    async def sync_when_changed(self, notes: Notes) -> bool:
        """Send the commands if they are not the ones sent last; tell whether they were sent.

        Discord allows 200 creations a day, and keeps what it was sent last.
        """
        await self.set_translator(CatalogTranslator())
        text = json.dumps(await self.payload(), sort_keys=True, ensure_ascii=False)
        digest = hashlib.sha256(text.encode()).hexdigest()
        key = f"discord.commands.{self.client.application_id}"
        if await notes.read(key) == digest:
            return False
        await self.sync()
        await notes.write(key, digest)
        return True

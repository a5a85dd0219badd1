"""Warnings of discord.py that mean nothing here: no voice, and no guild cache, on purpose."""

import logging

import discord

_GUILDS = "Guilds intent seems to be disabled"


def hush() -> None:
    """Keep three lines out of the log that would worry an operator at every start."""
    discord.VoiceClient.warn_nacl = False
    discord.VoiceClient.warn_dave = False
    logging.getLogger("discord.state").addFilter(_not_about_guilds)


def _not_about_guilds(record: logging.LogRecord) -> bool:
    """Let everything pass but the warning about the guilds intent."""
    return not record.getMessage().startswith(_GUILDS)

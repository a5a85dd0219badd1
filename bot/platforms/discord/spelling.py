"""How command lines are typed on Discord, where some commands are subcommands."""

from dataclasses import replace

from bot.core.registry import Registry, Section
from bot.core.replies import Block, Examples, Reply

GENERAL, SETTINGS = "banquet", "banquet_admin"
"""The two commands that hold the others as subcommands."""
_GROUPS = {Section.GENERAL: GENERAL, Section.SETTINGS: SETTINGS}


def spelled_for_discord(reply: Reply, commands: Registry) -> Reply:
    """Return the reply with its example lines as Discord knows them: `/banquet help`."""
    return replace(reply, blocks=tuple(_block(block, commands) for block in reply.blocks))


def _block(block: Block, commands: Registry) -> Block:
    """Respell a block of examples; leave the others."""
    if not isinstance(block, Examples):
        return block
    return Examples(tuple((_line(line, commands), what) for line, what in block.lines))


def _line(line: str, commands: Registry) -> str:
    """Put the group before a command that is a subcommand here."""
    word, _, _ = line.partition(" ")
    found = commands.find(word) if word.startswith("/") else None
    group = _GROUPS.get(found.section) if found else None
    return f"/{group} {line.removeprefix('/')}" if group else line

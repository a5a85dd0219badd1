"""The registry's commands as Discord's: look-ups on top, the others as subcommands of two."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import discord
from discord import app_commands

from bot.core.errors import OperatorError
from bot.core.i18n import N_
from bot.core.registry import Command, Section
from bot.platforms.discord.door import Door
from bot.platforms.discord.options import callback_of
from bot.platforms.discord.spelling import GENERAL, SETTINGS
from bot.platforms.discord.wording import description, name

CHILDREN, TOP_LEVEL = 25, 100
"""Discord's limits: subcommands of a command, commands of an application."""
_GENERAL_TEXT = N_("About Banquet: help, privacy, who runs it")
_SETTINGS_TEXT = N_("Settings of this server; for those who may manage it")
_EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
_IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
_ANY_INSTALL = app_commands.AppInstallationType(guild=True, user=True)
_SERVER_INSTALL = app_commands.AppInstallationType(guild=True, user=False)

Slash: TypeAlias = app_commands.Command[app_commands.Group, ..., None]
Top: TypeAlias = Slash | app_commands.Group


def discord_commands(commands: Iterable[Command], door: Door) -> tuple[Top, ...]:
    """Return what to register; raise OperatorError where Discord would refuse it.

    Owners' commands are left out: Discord would show them to every member.
    """
    of: dict[Section, list[Command]] = {section: [] for section in Section}
    for command in commands:
        of[command.section].append(command)
    _check(of)
    top: list[Top] = [_slash(command, door, _EVERYWHERE) for command in of[Section.LOOKUP]]
    if of[Section.GENERAL]:
        top.append(_everybodys(of[Section.GENERAL], door))
    if of[Section.SETTINGS]:
        top.append(_managers(of[Section.SETTINGS], door))
    return tuple(top)


def _check(of: dict[Section, list[Command]]) -> None:
    """Refuse too many commands, and look-ups named like the two groups."""
    for section in (Section.GENERAL, Section.SETTINGS):
        if len(of[section]) > CHILDREN:
            raise OperatorError(
                f"Discord takes {CHILDREN} subcommands; the section {section.value} has "
                f"{len(of[section])}"
            )
    if len(of[Section.LOOKUP]) > TOP_LEVEL - 2:
        raise OperatorError(f"Discord takes {TOP_LEVEL} commands, two of them Banquet's groups")
    if taken := {c.name for c in of[Section.LOOKUP]} & {GENERAL, SETTINGS}:
        raise OperatorError(f"/{taken.pop()} is the name of a group on Discord")


def _everybodys(commands: Sequence[Command], door: Door) -> app_commands.Group:
    """Group what everybody may ask about the bot."""
    group = app_commands.Group(
        name=name(GENERAL, "開宴"),
        description=description(GENERAL, _GENERAL_TEXT),
        allowed_contexts=_EVERYWHERE,
        allowed_installs=_ANY_INSTALL,
    )
    return _filled(group, commands, door)


def _managers(commands: Sequence[Command], door: Door) -> app_commands.Group:
    """Group the settings: Discord takes permissions only on the whole of a command."""
    group = app_commands.Group(
        name=name(SETTINGS, "開宴設定"),
        description=description(SETTINGS, _SETTINGS_TEXT),
        allowed_contexts=_IN_SERVERS,
        allowed_installs=_SERVER_INSTALL,
        default_permissions=discord.Permissions(manage_guild=True),
        guild_only=True,
    )
    return _filled(group, commands, door)


def _filled(
    group: app_commands.Group, commands: Sequence[Command], door: Door
) -> app_commands.Group:
    """Put commands into a group."""
    for command in commands:
        group.add_command(_slash(command, door, None))
    return group


def _slash(command: Command, door: Door, contexts: app_commands.AppCommandContext | None) -> Slash:
    """Make one slash command; as a subcommand it has no contexts of its own."""
    return app_commands.Command(
        name=name(command.name, command.zh_name),
        description=description(f"/{command.name}", command.summary),
        callback=callback_of(command, door),
        allowed_contexts=contexts,
        allowed_installs=_ANY_INSTALL if contexts else None,
    )

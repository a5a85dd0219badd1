"""The command menu beside the text field, in both languages, sent only when it changed."""

import hashlib
import json
import logging
from collections.abc import Iterator
from typing import Final, NamedTuple

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from bot.core.clock import Clock
from bot.core.i18n import N_, say_in
from bot.core.permissions import Role, may
from bot.core.ports import Notes
from bot.core.principals import ChatKind
from bot.core.registry import Command, Registry
from bot.platforms.telegram.api import persistently

_log = logging.getLogger(__name__)
LANGUAGES: Final = (("", "zh-TW"), ("zh", "zh-TW"), ("en", "en"))
"""Telegram knows two letters only: Chinese is the default and also stands under `zh`."""
ABOUT: Final = N_("What did Taiwan's AI stocks do that day? Quotes, baskets, digests.")


class Entry(NamedTuple):
    """One call of setMyCommands: a language code and the commands with their descriptions."""

    code: str
    commands: tuple[tuple[str, str], ...]


async def show_menu(bot: Bot, registry: Registry, notes: Notes, key: str, clock: Clock) -> None:
    """Send menus and description when they differ from those sent last."""
    scopes: tuple[tuple[BotCommandScope, tuple[Command, ...]], ...] = (
        (BotCommandScopeAllPrivateChats(), registry.menu()),
        (BotCommandScopeAllGroupChats(), _for_members(registry)),
        (BotCommandScopeAllChatAdministrators(), registry.menu()),
    )
    wanted = [(scope, tuple(_entries(commands))) for scope, commands in scopes]
    mark = _mark(wanted)
    if await notes.read(f"{key}:menu") == mark:
        return
    for scope, entries in wanted:
        for code, commands in entries:
            shown = [BotCommand(name, text) for name, text in commands]
            await persistently(
                lambda shown=shown, scope=scope, code=code: bot.set_my_commands(  # type: ignore[misc] # defaults bind the loop's values
                    shown, scope=scope, language_code=code
                ),
                clock,
            )
    for code, language in LANGUAGES:
        about = say_in(language)(ABOUT)
        await persistently(
            lambda about=about, code=code: bot.set_my_short_description(about, language_code=code),  # type: ignore[misc] # as above
            clock,
        )
    await notes.write(f"{key}:menu", mark)
    _log.info("the command menu was sent")


def _for_members(registry: Registry) -> tuple[Command, ...]:
    """Leave out of a group's menu what only its admins may call."""
    shown = registry.menu(settings=False)
    return tuple(c for c in shown if may(Role.MEMBER, c.access, ChatKind.GROUP))


def _entries(commands: tuple[Command, ...]) -> Iterator[Entry]:
    """Describe commands in each language."""
    for code, language in LANGUAGES:
        say = say_in(language)
        yield Entry(code, tuple((command.name, say(command.summary)) for command in commands))


def _mark(wanted: list[tuple[BotCommandScope, tuple[Entry, ...]]]) -> str:
    """Return a hash of all that is sent."""
    texts = [say_in(language)(ABOUT) for _, language in LANGUAGES]
    said = json.dumps([texts, [(scope.type, entries) for scope, entries in wanted]])
    return hashlib.sha256(said.encode()).hexdigest()

"""The words of the command tree in Discord's languages, checked against Discord's rules."""

import re

import discord
from discord import app_commands

from bot.core.errors import OperatorError
from bot.core.i18n import say_in

DESCRIPTION = 100
"""Characters of a description or of a choice's name."""
CHINESE = frozenset({discord.Locale.taiwan_chinese, discord.Locale.chinese})
"""Discord falls back from none of these to the other, so both get the same words."""
_NAME = re.compile(r"[-_'\w]{1,32}")


def name(command: str, chinese: str | None = None) -> app_commands.locale_str:
    """Return a command's name, and the one that Chinese clients show."""
    for shown in filter(None, (command, chinese)):
        if not _NAME.fullmatch(shown) or shown != shown.lower():
            raise OperatorError(
                f"Discord takes no command name like {shown!r} (/{command}): 1 to 32 lower-case "
                "letters, digits, - and _"
            )
    return app_commands.locale_str(command, chinese=chinese)


def description(where: str, msgid: str) -> app_commands.locale_str:
    """Return a description, English by default and Chinese from the catalog."""
    english, chinese = (say_in(language)(msgid) for language in ("en", "zh-TW"))
    for text in (english, chinese):
        if not 1 <= len(text) <= DESCRIPTION:
            raise OperatorError(
                f"Discord takes descriptions of 1 to {DESCRIPTION} characters: {where} has "
                f"{len(text)}"
            )
    return app_commands.locale_str(english, chinese=chinese)


class CatalogTranslator(app_commands.Translator):
    """Give discord.py the Chinese words that lie beside the English ones."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - discord.py's signature
    ) -> str | None:
        """Return the words for a Chinese client; None leaves the English ones."""
        chinese: str | None = string.extras.get("chinese") if locale in CHINESE else None
        return chinese

"""`/options colors green_up`: what holds in every chat that did not choose."""

from typing import Annotated

from bot.core.audit import Audit, Author
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.principals import Access
from bot.core.registry import Registry, Section, registry
from bot.core.replies import Reply
from bot.core.setting_list import settled
from bot.core.settings import OPERATOR, ChatSettings, Settings
from bot.core.values import Rest
from handlers.saying.setting_choices import Chooser
from handlers.saying.settings_panel import Panel


@registry.command("options", "選項", section=Section.OWNER, access=Access.OWNER, rank=10)
async def options(
    choice: Annotated[Rest | None, "what, and its value"] = None,
    *,
    chat_settings: ChatSettings,
    settings: Settings,
    audit: Audit,
    commands: Registry,
    almanac: Almanac,
    author: Author,
    say: Say,
) -> Reply:
    """What holds in every chat that chose nothing; owners change it without the file.

    /options
    /options colors green_up
    /options colors default

    What is chosen here outlasts a restart and wins over the file; /log operator tells who changed
    what.
    """
    chosen = await chat_settings.layers(OPERATOR)
    panel = Panel(settled(chosen, settings.defaults), OPERATOR, almanac, commands, say)
    return await Chooser(panel, chat_settings, audit, author).reply(choice)

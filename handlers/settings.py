"""`/settings colors green_up`: what a chat chose, as a panel of buttons or typed."""

from dataclasses import replace
from typing import Annotated

from bot.core.audit import Audit, Author
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.principals import Access, ChatKind
from bot.core.registry import Registry, Section, registry
from bot.core.remote import opened
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.core.settings import ChatSettings, Settings
from bot.core.tickets import Ticket, Tickets
from bot.core.values import Rest
from handlers.saying.setting_choices import Chooser, as_spoken
from handlers.saying.settings_panel import Panel


@registry.command("settings", "設定", section=Section.SETTINGS, access=Access.EDITOR, rank=5)
async def settings_(
    choice: Annotated[Rest | None, "what, and its value"] = None,
    *,
    chat_settings: ChatSettings,
    settings: Settings,
    audit: Audit,
    commands: Registry,
    almanac: Almanac,
    tickets: Tickets,
    request: Request,
    author: Author,
    say: Say,
) -> Reply:
    """What this chat chose: language, colours, sounds, quiet hours and more.

    /settings
    /settings colors green_up
    /settings quiet 22:00-08:00

    In a group only its admins and editors can do this; /log tells who changed what.
    """
    panel = Panel(as_spoken(settings, say), request.chat, almanac, commands, say)
    reply = await Chooser(panel, chat_settings, audit, author).reply(choice)
    return reply if choice else await _with_link(reply, request, tickets, author, say)


async def _with_link(
    reply: Reply, request: Request, tickets: Tickets, author: Author, say: Say
) -> Reply:
    """Add the way into the private chat, where the door has one."""
    if not request.links or request.chat.kind is ChatKind.PRIVATE:
        return reply
    ticket = Ticket("settings", request.chat)
    token = await tickets.issue(ticket, request.principal, author.at)
    *rows, last = reply.buttons
    return replace(reply, buttons=(*rows, (*last, opened(say("In private"), token))))

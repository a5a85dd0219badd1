"""`/settings colors green_up`: what a chat chose, as a panel of buttons or typed."""

import re
from dataclasses import dataclass, replace
from typing import Annotated

from bot.core.audit import Audit, Author
from bot.core.errors import AskerError
from bot.core.i18n import Say, say_in
from bot.core.parameters import Almanac
from bot.core.principals import Access, ChatKind
from bot.core.registry import Registry, Section, registry
from bot.core.remote import opened
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.setting_list import BY_KEY, SETTINGS, Setting, settled
from bot.core.setting_values import find_setting, read_value
from bot.core.settings import ChatSettings, Settings
from bot.core.text import echo, fold
from bot.core.tickets import Ticket, Tickets
from bot.core.values import Rest
from handlers.saying.settings_panel import Panel

_SEEN = re.compile(r"#([0-9]{1,9})")
_TOPIC = frozenset({"topic", "主題"})
_DEFAULT = frozenset({"default", "預設"})
_RESET = frozenset({"reset", "重設"})


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
    panel = Panel(settings, request.chat, almanac, say)
    words = (choice or "").split()
    if not words:
        return await _with_link(panel.overview(), request, tickets, author, say)
    chooser = _Chooser(panel, chat_settings, audit, author)
    if fold(words[0]) in _RESET:
        return await chooser.reset(sure=words[1:] == ["yes"])
    setting = find_setting(words[0])
    if setting is None:
        raise _unknown(words[0], say)
    asked = _Asked(words[1:], in_group_topic=bool(request.chat.topic) and setting.per_topic)
    if not asked.value:
        return panel.page(setting, in_topic=asked.in_topic)
    return await chooser.choose(setting, asked, _value(setting, asked.value, panel, commands))


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


class _Asked:
    """The words after the key: a value, whether it is for the topic, and the version seen."""

    def __init__(self, words: list[str], *, in_group_topic: bool) -> None:
        """Take the marks from the end."""
        seen = _SEEN.fullmatch(words[-1]) if words else None
        self.seen = int(seen[1]) if seen else None
        words = words[:-1] if seen else words
        self.in_topic = bool(words) and fold(words[-1]) in _TOPIC and in_group_topic
        self.value = " ".join(words[:-1] if self.in_topic else words)


@dataclass(frozen=True, slots=True)
class _Chooser:
    """Store choices of one chat and show what holds then."""

    panel: Panel
    chat_settings: ChatSettings
    audit: Audit
    author: Author

    async def choose(self, setting: Setting, asked: _Asked, value: str | None) -> Reply:
        """Store one choice; who looked at an older panel is told what happened meanwhile."""
        chat = self.panel.chat
        done = await self.chat_settings.choose(
            chat, setting.key, value, self.author, in_topic=asked.in_topic, seen=asked.seen
        )
        fresh = await self._fresh()
        if not done:
            return fresh.page(setting, await self._meanwhile(), in_topic=asked.in_topic)
        if setting is BY_KEY["language"] and (language := fresh.settings["language"]):
            fresh = replace(fresh, say=say_in(language))
        return fresh.overview(fresh.told(setting))

    async def reset(self, *, sure: bool) -> Reply:
        """Put all of the chat's choices back, after a second yes."""
        say, held = self.panel.say, self.panel.settings.layers.chat
        if not sure:
            yes = Button(say("Yes, all"), "/settings reset yes", once=True)
            text = say("{count} choices of this chat go back to default.", count=len(held.values))
            row = ((yes, Button(say("No"), "/settings")),)
            return Reply(say("Reset all settings?"), (paragraph(text),), row, private=True)
        for key in held.values:
            await self.chat_settings.choose(self.panel.chat, key, None, self.author)
        return (await self._fresh()).overview(say("All settings are back to default."))

    async def _fresh(self) -> Panel:
        """Return the panel as it stands now."""
        layers = await self.chat_settings.layers(self.panel.chat)
        return replace(self.panel, settings=settled(layers, self.panel.settings.defaults))

    async def _meanwhile(self) -> str:
        """Say who changed something since the panel was drawn."""
        last = await self.audit.last(self.panel.chat)
        who = last.author if last else "—"
        return self.panel.say(
            "{who} changed the settings meanwhile; nothing was overwritten.", who=who
        )


def _value(setting: Setting, typed: str, panel: Panel, commands: Registry) -> str | None:
    """Read a value; None is the default, and what fits nowhere is refused."""
    if fold(typed) in _DEFAULT:
        return None
    value = read_value(setting, typed, panel.almanac, commands)
    if value is None:
        raise _no_value(setting, typed, panel)
    return value


def _unknown(typed: str, say: Say) -> AskerError:
    """Name the settings there are."""
    buttons = [Button(say(each.title), f"/settings {each.key}") for each in SETTINGS]
    rows = tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))
    message = say("There is no setting “{text}”.", text=echo(typed))
    return AskerError(message, say("These exist:"), rows)


def _no_value(setting: Setting, typed: str, panel: Panel) -> AskerError:
    """Show what the setting takes."""
    say, page = panel.say, panel.page(setting)
    message = say("“{text}” does not fit here.", text=echo(typed))
    hint = say("{setting} takes:", setting=say(setting.title))
    return AskerError(message, hint, page.buttons)

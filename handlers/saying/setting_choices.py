"""Carry a choice out and show what holds then; `/settings` and `/options` share it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from zoneinfo import ZoneInfo

from bot.core.audit import Audit, Author
from bot.core.errors import AskerError
from bot.core.i18n import Say, say_in
from bot.core.replies import Button, Reply, paragraph
from bot.core.setting_list import SETTINGS, Form, Setting, settled
from bot.core.setting_values import find_setting, near_settings, near_values, read_value
from bot.core.settings import OPERATOR, ChatSettings, Settings
from bot.core.text import echo, fold
from handlers.saying.changes import Changes
from handlers.saying.settings_panel import Panel

_SEEN = re.compile(r"#([0-9]{1,9})")
_TOPIC = frozenset({"topic", "主題"})
_DEFAULT = frozenset({"default", "預設"})
_RESET = frozenset({"reset", "重設"})
_YES = "yes"
_MOST_TOLD: Final = 3
_READ_BACK: Final = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """The words after the key: a value, whether it is for the topic, and the version seen."""

    value: str
    in_topic: bool
    seen: int | None


@dataclass(frozen=True, slots=True)
class Chooser:
    """Take what was typed or pressed, store it, and show the panel."""

    panel: Panel
    chat_settings: ChatSettings
    audit: Audit
    author: Author

    async def reply(self, typed: str | None) -> Reply:
        """Show the panel or a page, or choose; what fits nowhere is refused."""
        words = (typed or "").split()
        if not words:
            return self.panel.overview()
        if fold(words[0]) in _RESET:
            return await self._reset(_asked(words[1:], topics=False))
        setting = find_setting(words[0])
        if setting is None:
            raise _unknown(words[0], self.panel)
        asked = _asked(words[1:], topics=bool(self.panel.chat.topic) and setting.per_topic)
        if not asked.value:
            return self.panel.page(setting, in_topic=asked.in_topic)
        return await self._choose(setting, asked)

    async def _choose(self, setting: Setting, asked: Asked) -> Reply:
        """Store one choice; who looked at an older panel is told what happened meanwhile."""
        panel = self.panel
        value = None if fold(asked.value) in _DEFAULT else self._value(setting, asked)
        seen = asked.seen
        if setting.form is Form.COMMANDS and seen is None:
            # One more or one less is counted from what was read.
            seen = panel.layer(in_topic=False).version
        done = await self.chat_settings.choose(
            panel.chat, setting.key, value, self.author, in_topic=asked.in_topic, seen=seen
        )
        fresh = await self._fresh()
        if not done:
            return fresh.page(setting, *await self._meanwhile(asked), in_topic=asked.in_topic)
        if setting.key == "language" and value:
            fresh = replace(fresh, say=say_in(value))
        return fresh.overview(fresh.told(setting))

    def _value(self, setting: Setting, asked: Asked) -> str:
        """Read a value."""
        panel = self.panel
        held = panel.settings[setting.key]
        value = read_value(setting, asked.value, held, panel.almanac, panel.commands)
        if value is None:
            raise _no_value(setting, asked.value, panel)
        return value

    async def _reset(self, asked: Asked) -> Reply:
        """Put all of the place's choices back, after a second yes."""
        layer = self.panel.layer(in_topic=False)
        if asked.value != _YES:
            return self._sure(len(layer.values), layer.version)
        seen = asked.seen
        for key in layer.values:
            if not await self.chat_settings.choose(
                self.panel.chat, key, None, self.author, seen=seen
            ):
                return (await self._fresh()).overview(*await self._meanwhile(asked))
            seen = None if seen is None else seen + 1
        return (await self._fresh()).overview(self.panel.say("All settings are back to default."))

    def _sure(self, count: int, version: int) -> Reply:
        """Ask before all choices go."""
        say, word = self.panel.say, self.panel.word
        yes = Button(say("Yes, all"), f"{word} reset {_YES} #{version}", once=True)
        text = say("{count} choices go back to default.", count=count)
        row = ((yes, Button(say("No"), word)),)
        return Reply(say("Reset all settings?"), (paragraph(text),), row, private=True)

    async def _fresh(self) -> Panel:
        """Return the panel as it stands now."""
        panel = self.panel
        layers = await self.chat_settings.layers(panel.chat)
        fresh = settled(layers, panel.settings.defaults)
        if panel.chat != OPERATOR:
            fresh = as_spoken(fresh, panel.say)
        return replace(panel, settings=fresh)

    async def _meanwhile(self, asked: Asked) -> list[str]:
        """Say who changed what since the panel was drawn."""
        panel, say = self.panel, self.panel.say
        topic = panel.chat.topic if asked.in_topic else None
        missed = panel.layer(in_topic=asked.in_topic).version - (asked.seen or 0)
        changes = Changes(ZoneInfo(panel.settings["zone"]), panel.almanac, say)
        told = [
            changes.line(entry)
            for entry in await self.audit.entries(panel.chat, _READ_BACK)
            if entry.what.startswith("setting:") and entry.chat.topic == topic
        ]
        first = say("The settings were changed meanwhile, so nothing was overwritten:")
        return [first, *told[: min(max(missed, 1), _MOST_TOLD)]]


def as_spoken(settings: Settings, say: Say) -> Settings:
    """Return the settings with the language that is spoken where the chat chose none."""
    layers = settings.layers
    if "language" in layers.chat.values or "language" in layers.topic.values:
        return settings
    return replace(settings, values={**settings.values, "language": say.language})


def _asked(words: Sequence[str], *, topics: bool) -> Asked:
    """Take the marks from the end: the version seen, and the topic."""
    seen = _SEEN.fullmatch(words[-1]) if words else None
    words = words[:-1] if seen else words
    in_topic = topics and bool(words) and fold(words[-1]) in _TOPIC
    value = " ".join(words[:-1] if in_topic else words)
    return Asked(value, in_topic, int(seen[1]) if seen else None)


def _unknown(typed: str, panel: Panel) -> AskerError:
    """Name the settings that look like it, or all."""
    say, near = panel.say, near_settings(typed)
    buttons = [
        Button(say(each.short or each.title), f"{panel.word} {each.key}")
        for each in near or SETTINGS
    ]
    rows = tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))
    if near:
        rows = (*rows, (Button(say("‹ All"), panel.word),))
    hint = say("Did you mean one of these?") if near else say("These exist:")
    return AskerError(say("There is no setting “{text}”.", text=echo(typed)), hint, rows)


def _no_value(setting: Setting, typed: str, panel: Panel) -> AskerError:
    """Show what the setting takes, what looks like it first."""
    say = panel.say
    message = say("“{text}” does not fit here.", text=echo(typed))
    if near := near_values(setting, typed, panel.commands):
        plus = "+" if setting.form is Form.COMMANDS else ""
        row = tuple(Button(echo(one), f"{panel.word} {setting.key} {plus}{one}") for one in near)
        return AskerError(message, say("Did you mean one of these?"), (row,))
    hint = say("{setting} takes:", setting=say(setting.title))
    return AskerError(message, hint, panel.page(setting).buttons)

"""The settings of a chat as a panel of buttons, and one setting as a page."""

from dataclasses import dataclass

from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.principals import Chat
from bot.core.replies import Button, Reply, paragraph
from bot.core.setting_list import SETTINGS, Form, Setting
from bot.core.setting_values import value_text
from bot.core.settings import Layer, Settings

CHOSEN = "✓ "
_EXAMPLES = {
    Form.HOURS: "22:00-08:00",
    Form.ZONE: "America/New_York",
    Form.BASKET: "dinner",
    Form.COMMANDS: "history",
}


@dataclass(frozen=True, slots=True)
class Panel:
    """What a panel is drawn from."""

    settings: Settings
    chat: Chat
    almanac: Almanac
    say: Say

    def overview(self, note: str = "") -> Reply:
        """Show every setting with its value; a press opens its page."""
        say = self.say
        buttons = [self._opener(setting) for setting in SETTINGS]
        buttons.append(Button(say("Subscriptions…"), "/subscriptions"))
        rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
        lines = [note] if note else []
        lines.append(say("Press one to change it."))
        return Reply(
            say("Settings of this chat"),
            (paragraph(*lines),),
            (*rows, (Button(say("All back to default"), "/settings reset"),)),
            summary={
                setting.key: self.settings[setting.key] for setting in SETTINGS
            },
            private=True,
            shared=True,
        )  # fmt: skip

    def page(self, setting: Setting, note: str = "", *, in_topic: bool = False) -> Reply:
        """Show one setting: what holds, from where, and what can be chosen."""
        say = self.say
        lines = [note] if note else []
        lines.append(say("Now: {value} ({origin})", value=self._said(setting),
                         origin=self._origin(setting)))  # fmt: skip
        if example := _EXAMPLES.get(setting.form):
            lines.append(say("Or type: {line}", line=f"/settings {setting.key} {example}"))
        if in_topic:
            lines.append(say("What you choose now holds in this topic only."))
        return Reply(
            say(setting.title),
            (paragraph(*lines),),
            (*self._values(setting, in_topic=in_topic), *self._ways(setting, in_topic=in_topic)),
            summary={"setting": setting.key, "value": self.settings[setting.key]},
            private=True,
            shared=True,
        )

    def told(self, setting: Setting) -> str:
        """Say what was chosen."""
        say = self.say
        return say(
            "{setting}: {value}. Done.", setting=say(setting.title), value=self._said(setting)
        )

    def layer(self, *, in_topic: bool) -> Layer:
        """Return the layer that a choice goes to."""
        return self.settings.layers.topic if in_topic else self.settings.layers.chat

    def _opener(self, setting: Setting) -> Button:
        """Return the button that opens a setting's page, with its value."""
        mark = "*" if setting.key in self.settings.layers.topic.values else ""
        said = self._said(setting)
        if setting.form is Form.COMMANDS:
            said = str(len(self.settings.commands_off))
        return Button(f"{self.say(setting.title)}{mark}：{said}", f"/settings {setting.key}")

    def _values(self, setting: Setting, *, in_topic: bool) -> tuple[tuple[Button, ...], ...]:
        """Return a button for each value that is offered; a press names the version it saw."""
        tail = f"{' topic' if in_topic else ''} #{self.layer(in_topic=in_topic).version}"
        offered = setting.labels or {}
        if setting.form is Form.BASKET:
            offered = dict.fromkeys(self.almanac.baskets, "")
        held = self.settings[setting.key]
        buttons = [
            Button(
                f"{CHOSEN if value == held else ''}"
                f"{value_text(setting, value, self.almanac, self.say)}",
                f"/settings {setting.key} {value}{tail}",
            )
            for value in list(offered)[:12]
        ]
        return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))

    def _ways(self, setting: Setting, *, in_topic: bool) -> tuple[tuple[Button, ...], ...]:
        """Return the ways on: this topic only, back to default, all settings."""
        say, here = self.say, f"/settings {setting.key}"
        ways: list[Button] = []
        if self.chat.topic and setting.per_topic:
            only = Button(say("Only this topic"), f"{here} topic")
            ways.append(Button(say("Whole chat"), here) if in_topic else only)
        if setting.key in self.layer(in_topic=in_topic).values:
            tail = " topic" if in_topic else ""
            ways.append(Button(say("Default"), f"{here} default{tail}"))
        return (*((tuple(ways),) if ways else ()), (Button(say("All settings"), "/settings"),))

    def _said(self, setting: Setting) -> str:
        """Say the value that holds."""
        value = self.settings[setting.key]
        if setting.key == "language" and not value:
            value = self.say.language
        return value_text(setting, value, self.almanac, self.say)

    def _origin(self, setting: Setting) -> str:
        """Say who chose it."""
        say, layers = self.say, self.settings.layers
        if setting.key in layers.topic.values:
            return say("chosen for this topic")
        if setting.key in layers.chat.values:
            return say("chosen for this chat")
        return (
            say("chosen by the operator")
            if setting.key in layers.operator.values
            else say("default")
        )

"""Settings as a panel of buttons, and one setting as a page: of a chat, or the operator's."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.principals import Chat
from bot.core.registry import Registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.setting_list import SETTINGS, Form, Setting
from bot.core.setting_values import switchable, value_text
from bot.core.settings import OPERATOR, Layer, Settings
from handlers.saying.setting_labels import CHOSEN, in_rows, panel_label, value_label

_EXAMPLES = {
    Form.HOURS: "22:00-08:00",
    Form.ZONE: "America/New_York",
    Form.BASKET: "dinner",
    Form.COMMANDS: "history since",
}
_VALUES_MOST = 12
_COMMANDS_MOST = 15


@dataclass(frozen=True, slots=True)
class Panel:
    """What a panel is drawn from."""

    settings: Settings
    chat: Chat
    """The chat, or OPERATOR for the defaults of all chats."""
    almanac: Almanac
    commands: Registry
    say: Say

    @property
    def word(self) -> str:
        """Return the command that the buttons lead to."""
        return "/options" if self.chat == OPERATOR else "/settings"

    def overview(self, *notes: str) -> Reply:
        """Show every setting with its value; a press opens its page."""
        say, settings = self.say, self.settings
        buttons = [
            Button(panel_label(one, settings, self.almanac, say), f"{self.word} {one.key}")
            for one in SETTINGS
        ]
        reset = Button(say("Reset…"), f"{self.word} reset")
        here = self.chat != OPERATOR
        last = (Button(say("Subscribed…"), "/subscriptions"), reset) if here else (reset,)
        lines = [*notes, say("Press one to change it.")]
        if settings.layers.topic.values:
            lines.append(say("* chosen for this topic"))
        return Reply(
            say("Settings of this chat") if here else say("What holds until a chat chooses"),
            (paragraph(*lines),),
            (*(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)), last),
            summary={setting.key: settings[setting.key] for setting in SETTINGS},
            private=True,
            shared=True,
        )

    def page(self, setting: Setting, *notes: str, in_topic: bool = False) -> Reply:
        """Show one setting: what holds, from where, and what can be chosen."""
        say = self.say
        lines = [*notes, *self._state(setting)]
        if setting.form is Form.COMMANDS:
            lines.append(say("✓ is off; press one to switch it."))
        if example := _EXAMPLES.get(setting.form):
            lines.append(say("Or type: {line}", line=f"{self.word} {setting.key} {example}"))
        if in_topic:
            lines.append(say("What you choose now holds in this topic only."))
        return Reply(
            say(setting.title),
            (paragraph(*lines),),
            (*self._values(setting, in_topic=in_topic), self._ways(setting, in_topic=in_topic)),
            summary={"setting": setting.key, "value": self.settings[setting.key]},
            private=True,
            shared=True,
        )

    def told(self, setting: Setting) -> str:
        """Say what was chosen."""
        said = self._said(setting, self.settings[setting.key])
        return self.say("{setting}: {value}. Done.", setting=self.say(setting.title), value=said)

    def layer(self, *, in_topic: bool) -> Layer:
        """Return the layer that a choice goes to."""
        return self.settings.layers.topic if in_topic else self.settings.layers.chat

    def _values(self, setting: Setting, *, in_topic: bool) -> tuple[tuple[Button, ...], ...]:
        """Return a button for each value that is offered; a press names the version it saw."""
        tail = self._tail(in_topic=in_topic)
        if setting.form is Form.COMMANDS:
            return self._switches(setting, tail)
        offered = self.almanac.baskets if setting.form is Form.BASKET else setting.labels
        held = self.settings[setting.key]
        return in_rows(
            [
                Button(
                    value_label(setting, value, self.almanac, self.say, held=value == held),
                    f"{self.word} {setting.key} {value}{tail}",
                )
                for value in list(offered)[:_VALUES_MOST]
            ]
        )

    def _switches(self, setting: Setting, tail: str) -> tuple[tuple[Button, ...], ...]:
        """Return a button for each command, which switches it off or on again."""
        off = self.settings.commands_off
        buttons = [
            Button(
                f"{CHOSEN if one.name in off else ''}{one.name}",
                f"{self.word} {setting.key} {'-' if one.name in off else '+'}{one.name}{tail}",
            )
            for one in switchable(self.commands)[:_COMMANDS_MOST]
        ]
        return tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))

    def _ways(self, setting: Setting, *, in_topic: bool) -> tuple[Button, ...]:
        """Return the ways on: this topic only, back to default, all settings."""
        say, here = self.say, f"{self.word} {setting.key}"
        ways = [Button(say("‹ All"), self.word)]
        if self.chat.topic and setting.per_topic:
            only = Button(say("This topic"), f"{here} topic")
            ways.append(Button(say("Whole chat"), here) if in_topic else only)
        if setting.key in self.layer(in_topic=in_topic).values:
            ways.append(Button(say("Default"), f"{here} default{self._tail(in_topic=in_topic)}"))
        return tuple(ways)

    def _tail(self, *, in_topic: bool) -> str:
        """Return what a press adds: where it chooses, and the version it was drawn from."""
        return f"{' topic' if in_topic else ''} #{self.layer(in_topic=in_topic).version}"

    def _state(self, setting: Setting) -> list[str]:
        """Say the value that holds and where it comes from."""
        say, settings, key = self.say, self.settings, setting.key
        if self.chat == OPERATOR:
            told = self._chosen(setting, settings.layers.chat.values)
            return [
                say("Chosen in chat: {value}", value=told),
                say("In the file: {value}", value=self._chosen(setting, settings.defaults)),
                say("Built in: {value}", value=self._said(setting, setting.default)),
            ]
        value = self._said(setting, settings[key])
        return [say("Now: {value} ({origin})", value=value, origin=self._origin(setting))]

    def _chosen(self, setting: Setting, values: Mapping[str, str]) -> str:
        """Say what was chosen in one place, or that nothing was."""
        if setting.key not in values:
            return "—"
        return self._said(setting, values[setting.key])

    def _said(self, setting: Setting, value: str) -> str:
        """Say a value."""
        return value_text(setting, value, self.almanac, self.say)

    def _origin(self, setting: Setting) -> str:
        """Say who chose what holds."""
        say, layers, key = self.say, self.settings.layers, setting.key
        if key in layers.topic.values:
            return say("chosen for this topic")
        if key in layers.chat.values:
            return say("chosen for this chat")
        file = self.settings.defaults.get(key, setting.default)
        if key in layers.operator.values or file != setting.default:
            return say("chosen by the operator")
        return say("default")

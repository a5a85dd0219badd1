"""Labels of settings' buttons, short enough for a phone, and the rows that they fit in."""

from collections.abc import Sequence
from typing import Final

from bot.core.i18n import N_, Say
from bot.core.parameters import Almanac
from bot.core.replies import Button
from bot.core.setting_list import Form, Setting
from bot.core.setting_values import value_text
from bot.core.settings import OFF, Settings
from bot.core.text import width

HALF_ROW: Final = 16
"""Cells of a label that a phone shows in half a row; a Chinese character takes two."""
WHOLE_ROW: Final = 40
CHOSEN: Final = "✓ "
_ROWS_MOST: Final = 6


def panel_label(setting: Setting, settings: Settings, almanac: Almanac, say: Say) -> str:
    """Name a setting and its value; the topic's own one has a star."""
    title = say(setting.short or setting.title)
    own = setting.key in settings.layers.topic.values
    form = N_("{setting}:*{value}") if own else N_("{setting}: {value}")
    room = HALF_ROW - width(say(form, setting=title, value=""))
    return say(form, setting=title, value=_brief(setting, settings, almanac, say, room))


def value_label(setting: Setting, value: str, almanac: Almanac, say: Say, *, held: bool) -> str:
    """Name a value; the one that holds is marked."""
    mark = CHOSEN if held else ""
    return f"{mark}{cut(value_text(setting, value, almanac, say), WHOLE_ROW - width(mark))}"


def in_rows(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """Put two in a row where all labels fit half of one, else one; many are cut to fit."""
    if any(width(one.label) > HALF_ROW for one in buttons) and len(buttons) <= _ROWS_MOST:
        return tuple((one,) for one in buttons)
    short = [Button(cut(one.label, HALF_ROW), one.line, one.once) for one in buttons]
    return tuple(tuple(short[at : at + 2]) for at in range(0, len(short), 2))


def cut(text: str, cells: int) -> str:
    """Shorten a text to a number of cells."""
    if width(text) <= cells:
        return text
    while text and width(text) > cells - 1:
        text = text[:-1]
    return f"{text}…"


def _brief(setting: Setting, settings: Settings, almanac: Almanac, say: Say, room: int) -> str:
    """Say the value that holds in so many cells."""
    value = settings[setting.key]
    if setting.form is Form.COMMANDS:
        return str(len(value.split()))
    if setting.form is Form.HOURS and value != OFF:
        return value.replace(":", "")
    said = value_text(setting, value, almanac, say)
    if value in setting.brief:
        said = say(setting.brief[value])
    if setting.form is Form.BASKET and width(said) > room:
        said = value
    return cut(said, room)

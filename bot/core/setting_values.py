"""Read a value that somebody types or presses, and say it in words."""

import re
from datetime import time
from zoneinfo import available_timezones

from bot.core.i18n import LANGUAGES, Say, say_in
from bot.core.order_words import anywhere
from bot.core.parameters import Almanac
from bot.core.registry import Registry
from bot.core.setting_list import SETTINGS, Form, Setting
from bot.core.settings import OFF
from bot.core.switched_off import SWITCHABLE
from bot.core.text import fold

_HOURS = re.compile(r"([0-9]{1,2})[:：]?([0-9]{2})[-~－–到至]([0-9]{1,2})[:：]?([0-9]{2})")
_NOTHING = frozenset({"off", "none", "無", "關", "關閉", "沒有", "-"})


def find_setting(typed: str) -> Setting | None:
    """Return the setting of a key, its alias, or its title in either language."""
    wanted = fold(typed)
    for setting in SETTINGS:
        titles = (say_in(language)(setting.title) for language in LANGUAGES)
        if wanted in map(fold, (setting.key, *setting.aliases, *titles)):
            return setting
    return None


def read_value(setting: Setting, typed: str, almanac: Almanac, commands: Registry) -> str | None:
    """Return the stored form of a value; None where it is none of this setting's."""
    text = fold(typed.strip())
    if setting.form is Form.COMMANDS:
        return _commands(text, commands)
    if labelled := _labelled(setting, text):
        return labelled
    if setting.form is Form.HOURS:
        return OFF if text in _NOTHING else _hours(text)
    if setting.form is Form.ZONE:
        return _zone(typed.strip())
    return _basket(text, almanac) if setting.form is Form.BASKET else None


def value_text(setting: Setting, value: str, almanac: Almanac, say: Say) -> str:
    """Say a stored value in words."""
    if setting.form is Form.BASKET and value in almanac.baskets:
        return say.pick(almanac.baskets[value].title)
    if setting.form is Form.COMMANDS:
        return " ".join(f"/{name}" for name in value.split()) or say("none")
    if value in setting.labels:
        return say(setting.labels[value])
    return value or say("default")


def _labelled(setting: Setting, text: str) -> str | None:
    """Find a value by itself or by its label in either language."""
    for value, label in setting.labels.items():
        # A typed line has lost its commas.
        said = (say_in(language)(label).replace(",", "") for language in LANGUAGES)
        if text in map(fold, (value, *said)):
            return value
    return None


def _hours(text: str) -> str | None:
    """Read `22:00-08:00`; the same hour twice would be a whole day or nothing."""
    found = _HOURS.fullmatch(text.replace(" ", ""))
    if found is None:
        return None
    try:
        first, last = (time(int(found[at]), int(found[at + 1])) for at in (1, 3))
    except ValueError:
        return None
    return None if first == last else f"{first:%H:%M}-{last:%H:%M}"


def _zone(typed: str) -> str | None:
    """Read a zone's name, or the word for one that orders know too."""
    said = anywhere(typed)
    if said and isinstance(said.get("zone"), str):
        return str(said["zone"])
    folded = {name.casefold(): name for name in available_timezones()}
    return folded.get(typed.casefold())


def _basket(text: str, almanac: Almanac) -> str | None:
    """Read a basket's name or title."""
    for name, basket in almanac.baskets.items():
        if text in (name, fold(basket.title.zh), fold(basket.title.en)):
            return name
    return None


def _commands(text: str, commands: Registry) -> str | None:
    """Read names of look-ups; None where one is no look-up."""
    if text in _NOTHING:
        return ""
    found = [commands.find(word) for word in text.replace(",", " ").split()]
    if not found or any(one is None or one.section not in SWITCHABLE for one in found):
        return None
    return " ".join(sorted({one.name for one in found if one}))

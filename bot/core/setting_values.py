"""Read a value that somebody types or presses, and say it in words."""

import re
from datetime import time
from zoneinfo import available_timezones

from bot.core.i18n import LANGUAGES, Say, say_in
from bot.core.order_words import anywhere
from bot.core.parameters import Almanac
from bot.core.registry import Command, Registry
from bot.core.setting_list import SETTINGS, Form, Setting
from bot.core.settings import OFF
from bot.core.switched_off import SWITCHABLE
from bot.core.text import fold

_HOURS = re.compile(r"([0-9]{1,2})[:：]?([0-9]{2})[-~－–到至]([0-9]{1,2})[:：]?([0-9]{2})")
_NEAR = 65.0
_NOTHING = frozenset({"off", "none", "無", "關", "關閉", "沒有", "-"})


def find_setting(typed: str) -> Setting | None:
    """Return the setting of a key, its alias, or its title in either language."""
    wanted = fold(typed)
    for setting in SETTINGS:
        if wanted in _names(setting):
            return setting
    return None


def near_settings(typed: str) -> list[Setting]:
    """Return up to three settings whose name looks like a text."""
    names = {name: setting for setting in SETTINGS for name in _names(setting)}
    found = [names[name] for name in _near(typed, list(names))]
    return list({setting.key: setting for setting in found}.values())


def read_value(
    setting: Setting, typed: str, held: str, almanac: Almanac, commands: Registry
) -> str | None:
    """Return the stored form of a value; None where it is none of this setting's.

    `held` is the value before, to which `+history` adds a command and from which `-history` takes.
    """
    text = fold(typed.strip())
    if setting.form is Form.COMMANDS:
        return _commands(text, held, commands)
    if labelled := _labelled(setting, text):
        return labelled
    if setting.form is Form.HOURS:
        return OFF if text in _NOTHING else _hours(text)
    if setting.form is Form.ZONE:
        return _zone(typed.strip())
    return _basket(text, almanac) if setting.form is Form.BASKET else None


def near_values(setting: Setting, typed: str, commands: Registry) -> list[str]:
    """Return up to three free values that look like a text: zones, or commands."""
    if setting.form is Form.ZONE:
        cities = {name.rpartition("/")[2]: name for name in sorted(available_timezones())}
        return [cities[city] for city in _near(typed.rpartition("/")[2], list(cities))]
    if setting.form is Form.COMMANDS:
        return _near(typed.lstrip("/"), [one.name for one in switchable(commands)])
    return []


def switchable(commands: Registry) -> list[Command]:
    """Return the commands that a chat may do without, in the order of help."""
    return [one for one in commands.commands if one.section in SWITCHABLE and not one.group]


def value_text(setting: Setting, value: str, almanac: Almanac, say: Say) -> str:
    """Say a stored value in words."""
    if setting.form is Form.BASKET and value in almanac.baskets:
        return say.pick(almanac.baskets[value].title)
    if setting.form is Form.COMMANDS:
        return " ".join(f"/{name}" for name in value.split()) or say("none")
    if value in setting.labels:
        return say(setting.labels[value])
    return value or say("default")


def _names(setting: Setting) -> list[str]:
    """Return whatever a setting may be called, folded."""
    titles = (
        say_in(tongue)(text) for tongue in LANGUAGES for text in (setting.title, setting.short)
    )
    return [fold(name) for name in (setting.key, *setting.aliases, *titles) if name]


def _near(typed: str, names: list[str]) -> list[str]:
    """Return up to three names that look like a text."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most lines never need it

    found = process.extract(
        fold(typed)[:64], names, scorer=fuzz.WRatio, processor=fold, score_cutoff=_NEAR, limit=3
    )
    return [name for name, *_ in found]


def _labelled(setting: Setting, text: str) -> str | None:
    """Find a value by itself or by its label in either language."""
    for value, label in (*setting.labels.items(), *setting.brief.items()):
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


def _commands(text: str, held: str, commands: Registry) -> str | None:
    """Read names of look-ups, or a change of those held; None where one is no look-up."""
    if text in _NOTHING:
        return ""
    words = text.replace(",", " ").split()
    found = [commands.find(word.lstrip("+-")) for word in words]
    known = {one.name for one in found if one and one.section in SWITCHABLE}
    if not words or len(known) < len({one and one.name for one in found}):
        return None
    return _switched(known, set(held.split()), {word[0] for word in words} & {"+", "-"})


def _switched(named: set[str], before: set[str], signs: set[str]) -> str | None:
    """Return all that is off then; None where some are to be added and others taken."""
    if len(signs) > 1:
        return None
    after = before | named if signs == {"+"} else before - named if signs else named
    return " ".join(sorted(after))

"""The rules for application commands, as the bulk overwrite enforces them."""

import re

from tests.standins.discord.refusals import JSON, demand

SUBCOMMAND, STRING = 1, 3
LOCALES = frozenset(
    {"id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl"}
    | {"no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi"}
    | {"th", "zh-CN", "ja", "zh-TW", "ko"}
)
_NAME = re.compile(r"[-_'\w]{1,32}")
_COMMANDS, _OPTIONS, _CHOICES, _TEXT, _TOGETHER = 100, 25, 25, 100, 8000


def check_commands(payload: list[JSON]) -> None:
    """Refuse a list of commands that Discord would not take."""
    demand(len(payload) <= _COMMANDS, "too many commands")
    for locale in ("", *LOCALES):
        names = [_in(command, "name", locale) for command in payload]
        demand(len(set(names)) == len(names), f"two commands of one name in {locale or 'default'}")
    for command in payload:
        _check_named(command)
        demand(command.get("type", 1) == 1, "only slash commands are expected here")
        demand(set(command.get("contexts") or ()) <= {0, 1, 2}, "contexts")
        demand(set(command.get("integration_types") or ()) <= {0, 1}, "integration types")
        _check_options(command)
        demand(_weight(command) <= _TOGETHER, f"/{command['name']} is too long altogether")


def _check_options(command: JSON) -> None:
    """Check options: all subcommands or none, required ones first, names unique."""
    options = command.get("options", [])
    demand(len(options) <= _OPTIONS, f"/{command['name']} has more than 25 options")
    names = [option["name"] for option in options]
    demand(len(set(names)) == len(names), "two options of one name")
    demand(
        len({option["type"] == SUBCOMMAND for option in options}) <= 1, "subcommands and options"
    )
    required = [bool(option.get("required")) for option in options]
    demand(required == sorted(required, reverse=True), "required options come first")
    for option in options:
        _check_named(option)
        if option["type"] == SUBCOMMAND:
            _check_options(option)
        else:
            _check_choices(option)


def _check_choices(option: JSON) -> None:
    """Check an option's choices; they exclude autocompletion."""
    choices = option.get("choices", [])
    demand(len(choices) <= _CHOICES, f"{option['name']} has more than 25 choices")
    demand(not (choices and option.get("autocomplete")), "choices and autocomplete")
    for choice in choices:
        texts = [choice["name"], *(choice.get("name_localizations") or {}).values()]
        demand(all(1 <= len(text) <= _TEXT for text in texts), "a choice's name")
        demand(1 <= len(choice["value"]) <= _TEXT, "a choice's value")


def _check_named(item: JSON) -> None:
    """Check name, description and their localisations."""
    names = {"": item["name"], **(item.get("name_localizations") or {})}
    texts = {"": item["description"], **(item.get("description_localizations") or {})}
    demand({*names, *texts} <= {"", *LOCALES}, "an unknown locale")
    for name in names.values():
        demand(_NAME.fullmatch(name) and name == name.lower(), f"the name {name!r}")
    demand(
        all(1 <= len(text) <= _TEXT for text in texts.values()), f"description of {item['name']}"
    )


def _in(item: JSON, key: str, locale: str) -> str:
    """Return a text as clients of a locale show it."""
    localised: dict[str, str] = item.get(f"{key}_localizations") or {}
    return localised.get(locale) or str(item[key])


def _weight(item: JSON) -> int:
    """Count the characters of names, descriptions and values, the longest localisation each."""
    longest = sum(
        max(
            len(text)
            for text in (item.get(key, ""), *(item.get(f"{key}_localizations") or {}).values())
        )
        for key in ("name", "description")
    )
    inner = sum(map(_weight, item.get("options", []))) + sum(map(_weight, item.get("choices", [])))
    return longest + len(item.get("value", "")) + inner

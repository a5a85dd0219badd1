"""One line for the operator about a wrong setting: where it stands and what is expected."""

from collections.abc import Collection

from pydantic import ValidationError

NO_SUCH_SETTING = "no setting has this name (config.example.toml lists them)"
_UNKNOWN = "extra_forbidden"
_LONGEST_NAME = 60


def shown(name: object) -> str:
    """Return a name as it may stand in a message: printable and not endless."""
    text = "".join(letter if letter.isprintable() else "?" for letter in str(name))
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"


def variable(path: tuple[str, ...]) -> str:
    """Return the environment variable of a key."""
    return "BANQUET_" + "__".join(path).upper()


def line(error: ValidationError, file: str, from_environment: Collection[tuple[str, ...]]) -> str:
    """Say the first problem, naming file, section and key or the variable, never the value."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    path = tuple(step for step in first["loc"] if isinstance(step, str))
    named = next((known for known in from_environment if path[: len(known)] == known), None)
    if named:
        return f"{variable(named)}: {_expected(first['type'], first['msg'])}"
    return f"{file}: {_place(path, first['type'])} {_expected(first['type'], first['msg'])}"


def _place(path: tuple[str, ...], kind: str) -> str:
    """Name the section and, where there is one, the key."""
    section = path[:2] if path[:1] == ("sources",) and path[2:] else path[:1]
    key = path[len(section) : len(section) + 1]
    if key:
        return f"[{shown('.'.join(section))}] {shown(key[0])}:"
    return f"{shown(path[0])}:" if kind == _UNKNOWN else f"[{shown(path[0])}]"


def _expected(kind: str, message: str) -> str:
    """Say what is expected there."""
    if kind == _UNKNOWN:
        return NO_SUCH_SETTING
    if kind in {"model_type", "dict_type"}:
        return "must be a table of settings"
    text = message.removeprefix("Value error, ").replace("Input should", "must", 1)
    return text[:1].lower() + text[1:]

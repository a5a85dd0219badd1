"""Read the file and the environment, check them, and say in one line what is wrong."""

import re
import tomllib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel, ValidationError
from pydantic_settings import EnvSettingsSource

from bot.config import problems
from bot.config.files import with_files
from bot.config.sections import Config
from bot.core.errors import OperatorError

Tree: TypeAlias = dict[str, object]

_PREFIX = "BANQUET_"
_LINE = re.compile(r"at line ([0-9]+)")
_SECRETS = (
    ("telegram", "token"),
    ("telegram", "webhook_secret"),
    ("discord", "token"),
    ("web", "access_token"),
    ("storage", "url"),
    ("sources", "finmind", "token"),
)


def load(path: Path | None, environ: Mapping[str, str]) -> Config:
    """Return the checked configuration, or raise an OperatorError of one line.

    Without a path `config.toml` in the working directory counts where there is one.
    Environment variables win over the file; relative paths start at the file.
    """
    file = path if path is not None else Path("config.toml")
    found = path is not None or file.is_file()
    tree = _table(file) if found else {}
    named = _variables(environ)
    try:
        config = Config.model_validate(_merged(tree, _environment(environ)))
    except ValidationError as error:
        where = str(file) if found else "configuration"
        raise OperatorError(problems.line(error, where, named)) from None
    _check_driver(config)
    return with_files(config, file, environ, holds_secrets=_holds_secret(tree))


def _table(file: Path) -> Tree:
    """Read the file as TOML."""
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        place = f"line {line[1]}" if line else "the last line"
        raise OperatorError(f"{file}: {place} is not valid TOML") from None
    except UnicodeDecodeError:
        raise OperatorError(f"{file}: is not UTF-8 text") from None
    except OSError as error:
        raise OperatorError(f"{file}: cannot be read ({error.strerror})") from None


def _variables(environ: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the keys that the environment sets; an unknown variable is an error."""
    paths = []
    for name in sorted(name for name in environ if name.upper().startswith(_PREFIX)):
        path = tuple(name[len(_PREFIX) :].lower().split("__"))
        if not _is_key(path):
            raise OperatorError(
                f"{problems.shown(name)}: no setting has this name (config.example.toml lists them)"
            )
        paths.append(path)
    return paths


def _is_key(path: tuple[str, ...]) -> bool:
    """Tell whether a path ends at a key."""
    model: object = Config
    for step in path:
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            return False
        if step not in model.model_fields:
            return False
        model = model.model_fields[step].annotation
    return not (isinstance(model, type) and issubclass(model, BaseModel))


def _environment(environ: Mapping[str, str]) -> Tree:
    """Return what the environment sets, in the form of the file."""
    source = EnvSettingsSource(Config)
    source.env_vars = {name.lower(): value for name, value in environ.items()}
    return dict(source())


def _merged(below: Tree, above: Tree) -> Tree:
    """Lay one tree over another."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        both = isinstance(value, dict) and isinstance(under, dict)
        merged[key] = _merged(under, value) if both else value  # type: ignore[arg-type]  # both are tables
    return merged


def _check_driver(config: Config) -> None:
    """Say which extra is missing before the database is reached for."""
    needed = ("psycopg", "procrastinate") if config.storage_url.startswith("postgresql") else ()
    if any(find_spec(name) is None for name in needed):
        raise OperatorError("[storage] url: PostgreSQL needs `pip install 'banquet[scale]'`")


def _holds_secret(tree: Tree) -> bool:
    """Tell whether the file itself carries something secret."""
    return any(_found(tree, path) for path in _SECRETS)


def _found(tree: object, path: tuple[str, ...]) -> object:
    """Return what the file has at a key; None when it has not."""
    for step in path:
        tree = tree.get(step) if isinstance(tree, dict) else None
    return tree

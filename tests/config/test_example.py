"""`config.example.toml` and the configuration name the same keys with the same defaults."""

import tomllib
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel

from bot.config import Config, load

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def keys_of(model: type[BaseModel], path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """List the keys of a model with their sections."""
    keys: set[tuple[str, ...]] = set()
    for name, field in model.model_fields.items():
        kind = field.annotation
        nested = isinstance(kind, type) and issubclass(kind, BaseModel)
        keys |= keys_of(kind, (*path, name)) if nested else {(*path, name)}  # type: ignore[arg-type]  # a model
    return keys


def keys_in(tree: dict[str, object], path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """List the keys of a file with their sections."""
    keys: set[tuple[str, ...]] = set()
    for name, value in tree.items():
        nested = isinstance(value, dict)
        keys |= keys_in(value, (*path, name)) if nested else {(*path, name)}  # type: ignore[arg-type]  # a table
    return keys


def test_the_example_names_every_key_and_no_other() -> None:
    """A key missing on either side is a failure."""
    assert keys_in(tomllib.loads(EXAMPLE.read_text("utf-8"))) == keys_of(Config)


def test_the_example_shows_the_defaults() -> None:
    """Copying the example unchanged changes nothing."""
    environ = {"BANQUET_BOT__DATA_DIR": "/srv/banquet"}

    assert load(EXAMPLE, environ).model_dump() == load(None, environ).model_dump()


def test_every_key_says_what_it_is_for() -> None:
    """Each key stands under a comment."""
    lines = EXAMPLE.read_text("utf-8").splitlines()
    bare = [
        line
        for above, line in pairwise(lines)
        if "=" in line and not line.startswith("#") and not above.startswith("#")
    ]

    assert bare == []

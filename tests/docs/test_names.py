"""What the pages name exists: commands, settings, make targets, files, links."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer.main

import handlers
from bot.cli import app
from bot.config import Config
from bot.core.registry import registry
from tests.config.test_example import keys_in, keys_of
from tests.docs.pages import PAGES, blocks, page, shown, spans
from tests.house.tree import ROOT

COMMAND = re.compile(r"(?:^|[\s\"'(])/([a-z][a-z0-9_]*)(?![\w/.-])", re.MULTILINE)
KEY = re.compile(r"^\[([a-z]+)\](?: ([a-z_0-9]+))?")
VARIABLE = re.compile(r"BANQUET_([A-Z_]+?)__([A-Z_0-9]+)")
TARGET = re.compile(r"\bmake ([a-z]+)")
SUBCOMMAND = re.compile(r"(?:^|/|\s)banquet ([a-z]+)\b", re.MULTILINE)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?!https?:)([^)#]+)")
ROOM = re.compile(r"(?:bot|handlers|storage|tests|tools|docs|bench)/[\w./-]*\w/?")
PLACEHOLDERS = {"name", "value"}
TUTORIAL = Path("docs/add-a-command.md")
MADE_THERE = {"tick", "handlers/tick.py", "tests/handlers/test_tick.py"}
"""What the tutorial makes, and the checkout does not have."""

pytestmark = pytest.mark.parametrize("path", PAGES, ids=str)


def _beyond(path: Path) -> set[str]:
    """Return what a page may name although it does not exist."""
    return PLACEHOLDERS | (MADE_THERE if path == TUTORIAL else set())


def _routes() -> set[str]:
    """Return the first steps of the paths that the page's server answers."""
    server = (ROOT / "bot" / "platforms" / "web" / "server.py").read_text("utf-8")
    return {found.split("/")[0] for found in re.findall(r'web\.\w+\("/([a-z/]+)"', server)}


def test_every_command_exists(path: Path) -> None:
    """A slash in code is a command, or a path of the page's server."""
    handlers.load()
    named = {name for text in shown(page(path)) for name in COMMAND.findall(text)}

    assert {n for n in named if not registry.find(n)} - _routes() - _beyond(path) == set()


def test_every_setting_exists(path: Path) -> None:
    """Sections with their keys, variables of the environment, and whole files."""
    text, keys = page(path), keys_of(Config)
    sections = {key[:1] for key in keys}
    named = {(m[1], m[2]) if m[2] else (m[1],) for s in spans(text) if (m := KEY.match(s))}
    named |= {(section.lower(), key.lower()) for section, key in VARIABLE.findall(text)}
    trees: list[dict[str, Any]] = [tomllib.loads(block) for block in blocks(text, "toml")]
    for tree in trees:
        named |= keys_in(tree)  # type: ignore[arg-type] # both are trees of plain values

    assert {key for key in named if key[0] not in PLACEHOLDERS} - keys - sections == set()


def test_every_make_target_exists(path: Path) -> None:
    """The Makefile has what the pages say to make."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = {name for text in shown(page(path)) for name in TARGET.findall(text)}

    assert named - set(targets) == set()


def test_every_subcommand_exists(path: Path) -> None:
    """The command line has what the pages call it with."""
    group = typer.main.get_command(app)
    known: set[str] = set(getattr(group, "commands", {}))
    named = {name for text in shown(page(path)) for name in SUBCOMMAND.findall(text)}

    assert named - known == set()


def test_every_file_exists(path: Path) -> None:
    """Paths in code and links lead somewhere."""
    text = page(path)
    named = {found for span in spans(text) for found in ROOM.findall(span) if found == span}
    missing = {name for name in named if not (ROOT / name).exists()}
    missing |= {link for link in LINK.findall(text) if not (ROOT / path.parent / link).exists()}

    assert missing - _beyond(path) == set()

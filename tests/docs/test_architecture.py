"""The picture of the rooms is the contract of the import checker."""

import re
import tomllib

from tests.docs.pages import page
from tests.house.tree import ROOT

PICTURE = re.compile(r"<!-- rooms -->\n```text\n(.*?)```", re.DOTALL)


def _drawn() -> list[set[str]]:
    """Return the rooms of the picture, row by row."""
    found = PICTURE.search(page("docs/architecture.md"))
    assert found
    return [set(row.split(" | ")) for row in found[1].splitlines()]


def _checked() -> list[set[str]]:
    """Return the rooms of the contract that exist, row by row."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = pyproject["tool"]["importlinter"]["contracts"][0]
    rows = [re.findall(r"[\w.]+", row) for row in contract["layers"]]
    return [{room for room in row if _exists(room)} for row in rows]


def _exists(room: str) -> bool:
    """Tell whether a room is there, as a package or a module."""
    place = ROOT / room.replace(".", "/")
    return (place / "__init__.py").exists() or place.with_suffix(".py").exists()


def test_the_picture_is_the_contract() -> None:
    """The same rows, with the same rooms, in the same order."""
    assert _drawn() == _checked()


def test_every_room_is_explained() -> None:
    """Each room of the picture has its line in the table."""
    text = page("docs/architecture.md")

    assert [room for row in _drawn() for room in row if f"| `{room}` |" not in text] == []

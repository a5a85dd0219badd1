"""Everything that has a name says in a sentence what it is; tests too."""

import ast
from collections.abc import Iterator

from tests.house.tree import ROOT, modules

NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def _silent(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield what has no docstring; magic methods and functions within functions need none."""
    for node in body:
        if not isinstance(node, NAMED) or node.name.startswith("__"):
            continue
        if not ast.get_docstring(node):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from _silent(node.body)


def test_everything_named_has_a_sentence() -> None:
    """The linter looks at public names alone; this looks at the private ones as well."""
    places = []
    for path in modules():
        tree = ast.parse((ROOT / path).read_bytes())
        places += [f"{path}:{node.lineno}" for node in _silent(tree.body)]

    assert places == []

"""Run every measurement of this package in turn, each bounded in time.

    python -m bench [name ...]

A measurement is a module with a `main()`; without names all of them run. The exit code is 1 when
one of them failed or took too long; the others still run.
"""

import ast
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
LONGEST = 300.0
"""Seconds that one measurement may take."""


def measurements() -> list[str]:
    """Return the names of the modules that measure something."""
    return [path.stem for path in sorted(FOLDER.glob("[a-z]*.py")) if _measures(path)]


def _measures(path: Path) -> bool:
    """Tell whether a module has a `main()`."""
    body = ast.parse(path.read_bytes()).body
    return any(isinstance(node, ast.FunctionDef) and node.name == "main" for node in body)


def run(name: str) -> bool:
    """Run one measurement in a process of its own; tell whether it ended well."""
    print(f"\n## {name}\n", flush=True)
    try:
        ended = subprocess.run(
            (sys.executable, "-m", f"bench.{name}"), timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        print(f"{name} took more than {LONGEST:.0f} s", file=sys.stderr)
        return False
    return ended.returncode == 0


def main() -> int:
    """Run what was asked for, or all."""
    known = measurements()
    asked = sys.argv[1:] or known
    if unknown := sorted(set(asked) - set(known)):
        print(f"no such measurement: {', '.join(unknown)} (there are {', '.join(known)})")
        return 2
    failed = [name for name in asked if not run(name)]
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

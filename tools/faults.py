"""Run the long fault tests: kill, cut and delay the running bot and count what was lost or doubled.

    python -m tools.faults [--seed N] [name ...]

Each script `tests/faults/*.py` that is neither private nor a test module runs in a process of its
own, with its seed printed and handed over as `--seed N`, so that a failure can be repeated. The
exit code is 1 when one of them failed, 2 when there is nothing to run.
"""

import argparse
import os
import secrets
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "faults"
LONGEST = 1800.0
"""Seconds that one script may take."""
_NO_SCRIPTS = ("_", "test_", "conftest")
_SEEDS = 2**32


def scripts(folder: Path = FOLDER) -> list[Path]:
    """Return the scripts of a folder by name: those that can be run by themselves."""
    found = sorted(folder.glob("*.py"))
    return [
        path
        for path in found
        if not path.name.startswith(_NO_SCRIPTS) and "__main__" in path.read_text("utf-8")
    ]


def run(path: Path, seed: int) -> bool:
    """Run one script with a seed; tell whether it ended well."""
    print(f"== {path.stem} --seed {seed}", flush=True)
    # -P: the script's own folder must not hide the standard library's modules.
    command = (sys.executable, "-P", str(path), "--seed", str(seed))
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    try:
        ended = subprocess.run(command, cwd=ROOT, env=environ, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        print(f"{path.stem} took more than {LONGEST:.0f} s", flush=True)
        return False
    return ended.returncode == 0


def main(words: Sequence[str], folder: Path = FOLDER) -> int:
    """Run what was asked for, or everything there is; return the exit code."""
    reader = argparse.ArgumentParser(prog="faults")
    reader.add_argument("--seed", type=int, help="repeat a run; else every script gets its own")
    reader.add_argument("name", nargs="*", help="scripts to run; else all")
    asked = reader.parse_args(words)
    known = {path.stem: path for path in scripts(folder)}
    unknown = sorted(set(asked.name) - set(known))
    if unknown or not known:
        print(f"nothing to run: {', '.join(unknown)} (there are {', '.join(known) or 'none'})")
        return 2
    failed = _failed([known[name] for name in asked.name or known], asked.seed)
    print(f"failed: {'; '.join(failed)}" if failed else "nothing failed")
    return 1 if failed else 0


def _failed(paths: Sequence[Path], seed: int | None) -> list[str]:
    """Run scripts and return how to repeat those that failed."""
    failed = []
    for path in paths:
        own = secrets.randbelow(_SEEDS) if seed is None else seed
        if not run(path, own):
            failed.append(f"{path.stem} --seed {own}")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

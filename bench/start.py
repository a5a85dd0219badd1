"""What a whole `banquet ask` costs, beside the cost of its libraries in the same run.

    python -m bench.start [rounds]

Each process runs `rounds` times (default 10), in turn, so that a slow moment hits all alike. The
floor imports the libraries that every answer needs and does nothing with them.
"""

import os
import sys
import tempfile
from pathlib import Path

from bench.support.figures import middle, table
from bench.support.processes import Spent, python, spend

LINE = "/move 2330 2025-02-03"
LIBRARIES = "import sqlalchemy, typer, pydantic_settings"
_ANSWERED = 0


def measure(rounds: int, folder: Path) -> tuple[Spent, dict[str, list[Spent]]]:
    """Return the first start on an empty folder, and the rounds of each process."""
    ask = python("-m", "bot", "ask", LINE, "--data-dir", str(folder))
    commands = {
        "`python -c pass`": python("-c", "pass"),
        f'`python -c "{LIBRARIES}"`': python("-c", LIBRARIES),
        f'`banquet ask "{LINE}"`': ask,
    }
    first = spend(ask)
    spent: dict[str, list[Spent]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            spent[name].append(spend(command))
    return first, spent


def main() -> None:
    """Print medians of wall and user seconds and of the largest memory."""
    os.environ["BANQUET_SOURCES__OFFLINE"] = "true"
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as folder:
        first, spent = measure(rounds, Path(folder))
    if any(one.code != _ANSWERED for each in spent.values() for one in each):
        sys.exit("a process failed; its figures would mean nothing")
    rows = [
        (
            name,
            middle([one.wall for one in each]),
            middle([one.user for one in each]),
            middle([one.mebibytes for one in each], 1),
        )
        for name, each in spent.items()
    ]
    print(f"Whole processes, median of {rounds}, in turn:\n")
    print(table(("process", "wall s", "user s", "peak MiB"), rows))
    print(f"\nFirst start, with the database made and the archive loaded: {first.wall:.3f} s wall.")


if __name__ == "__main__":
    main()

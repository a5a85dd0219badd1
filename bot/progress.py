"""How far long work has come: a bar on a terminal, plain lines elsewhere; on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PLAIN_EVERY = 50
"""Steps between two lines where no bar can be drawn."""

Step = Callable[[str], None]


@contextmanager
def progress(name: str, total: int) -> Iterator[Step]:
    """Show how many of the steps are done; each step says what it was."""
    with _bar(name, total) if sys.stderr.isatty() else _lines(total) as step:
        yield step


@contextmanager
def _lines(total: int) -> Iterator[Step]:
    """Write a line for every so many steps."""
    done = 0

    def step(what: str) -> None:
        """Count, and perhaps write."""
        nonlocal done
        done += 1
        if done % _PLAIN_EVERY == 0 or done == total:
            print(f"{done}/{total} {what}", file=sys.stderr, flush=True)

    yield step


@contextmanager
def _bar(name: str, total: int) -> Iterator[Step]:
    """Draw a bar with the rate and the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    what, rate = TextColumn("{task.description}"), TextColumn("{task.fields[rate]}")
    columns = (what, BarColumn(), MofNCompleteColumn(), rate, TimeLeft())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(name, total=total, rate="")

        def step(what: str) -> None:
            """Move the bar on."""
            speed = bar.tasks[task].speed
            bar.update(task, advance=1, description=what, rate=f"{speed:.2f}/s" if speed else "")

        yield step

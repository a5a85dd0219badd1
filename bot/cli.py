"""The command line: run, ask, worker, migrate, backfill, export, backup, doctor, version."""

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Coroutine
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import typer

from bot.core.clock import TAIPEI, Clock, ShiftedClock, SystemClock
from bot.core.errors import OperatorError, UpstreamError

app = typer.Typer(
    name="banquet",
    help="Taiwan's AI stocks, session by session, for chat groups.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

ConfigPath = Annotated[Path | None, typer.Option("--config", help="the configuration file")]
DataDir = Annotated[Path | None, typer.Option("--data-dir", help="where data is kept")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="start the clock at this instant (ISO)")]
USAGE, UPSTREAM, BUG = 2, 3, 4
"""Exit codes, beside 0 (answered) and 1 (the asker can fix it)."""


@app.command()
def run(config: ConfigPath = None, as_of: AsOf = None, data_dir: DataDir = None) -> None:
    """Start every configured platform; without a token the page and, on a terminal, a prompt."""
    from bot.running import run_platforms

    _guarded(lambda: run_platforms(_config(config, data_dir), _clock(as_of), replay=bool(as_of)))


@app.command()
def ask(
    line: Annotated[str, typer.Argument(help='a command line, e.g. "/move 2330 2025-02-03"')],
    form: Annotated[Literal["text", "json", "html"], typer.Option("--format")] = "text",
    lang: Annotated[Literal["zh-TW", "en"] | None, typer.Option("--lang")] = None,
    as_of: AsOf = None,
    config: ConfigPath = None,
    data_dir: DataDir = None,
) -> None:
    """Ask one line; the answer is printed, the exit code says how it went."""
    # A process that lives for a second collects no garbage: its imports are a tenth faster.
    gc.disable()
    from bot.asking import ask_once

    raise typer.Exit(
        _guarded(
            lambda: ask_once(
                _config(config, data_dir), _clock(as_of), line, form, lang, replay=bool(as_of)
            )
        )
    )


@app.command()
def worker(config: ConfigPath = None, data_dir: DataDir = None) -> None:
    """Send messages beside `banquet run`, on this machine or another; needs PostgreSQL."""
    from bot.working import run_worker

    _guarded(lambda: run_worker(_config(config, data_dir), _clock(None)))


@app.command()
def migrate(config: ConfigPath = None, data_dir: DataDir = None) -> None:
    """Bring the database to this version's schema."""
    from storage.migrate import upgrade

    _guarded(lambda: asyncio.to_thread(upgrade, _config(config, data_dir).storage_url))


@app.command()
def backfill(
    first: Annotated[str, typer.Argument(metavar="FROM", help="first day, e.g. 2025-01-02")],
    last: Annotated[str, typer.Argument(metavar="TO", help="last day")],
    market: Annotated[Literal["twse", "tpex"] | None, typer.Option("--market")] = None,
    config: ConfigPath = None,
    data_dir: DataDir = None,
) -> None:
    """Fetch every session of a range from the exchanges; may be stopped and run again."""
    from bot.backfilling import backfill as work

    span = _day(first, "FROM"), _day(last, "TO")
    raise typer.Exit(_guarded(lambda: work(_config(config, data_dir), _clock(None), *span, market)))


@app.command()
def export(
    what: Annotated[Literal["bars"], typer.Argument(help="what to write")],
    first: Annotated[str, typer.Argument(metavar="FROM", help="first day, e.g. 2025-01-02")],
    last: Annotated[str, typer.Argument(metavar="TO", help="last day")],
    out: Annotated[Path | None, typer.Option("--out", help="the file; standard output")] = None,
    config: ConfigPath = None,
    data_dir: DataDir = None,
) -> None:
    """Write what the store holds of a range as CSV."""
    from bot.exporting import export_bars

    del what
    span = _day(first, "FROM"), _day(last, "TO")
    _guarded(lambda: export_bars(_config(config, data_dir), _clock(None), *span, out))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="the copy; must not be there yet")],
    config: ConfigPath = None,
    data_dir: DataDir = None,
) -> None:
    """Copy the SQLite store to a new file while the program runs."""
    from storage.backup import back_up

    url = _config(config, data_dir).storage_url
    size = _guarded(lambda: asyncio.to_thread(back_up, url, file))
    typer.echo(f"{file}: {size:,} bytes")


@app.command()
def doctor(config: ConfigPath = None, data_dir: DataDir = None) -> None:
    """Check configuration, clock, disk, database, sources and tokens, one line each."""
    from bot.doctor import examine

    raise typer.Exit(_guarded(lambda: examine(config, data_dir, _clock(None))))


@app.command()
def version() -> None:
    """Print the version."""
    from bot import __version__

    typer.echo(__version__)


def main() -> None:
    """Run the command line."""
    app()


def _guarded(work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run asynchronous work; an operator's mistake is one line and exit code 2."""
    try:
        return asyncio.run(work())
    except OperatorError as mistake:
        _stop(str(mistake), USAGE)
    except UpstreamError as failure:
        _stop(failure.message, UPSTREAM)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


def _stop(line: str, code: int) -> NoReturn:
    """Say one line on standard error and leave."""
    print(f"banquet: {line}", file=sys.stderr)
    raise typer.Exit(code) from None


def _config(path: Path | None, data_dir: Path | None) -> Any:
    """Read the configuration, with the data directory of the command line."""
    from bot.config import load

    config = load(path, os.environ)
    return config.in_directory(data_dir) if data_dir else config


def _day(text: str, name: str) -> date:
    """Read a day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{name}: write it like 2025-02-03") from None


def _clock(as_of: str | None) -> Clock:
    """Return the machine's clock, or one started at an instant (in Taipei when no zone is said)."""
    if as_of is None:
        return SystemClock()
    try:
        start = datetime.fromisoformat(as_of)
    except ValueError:
        raise OperatorError("--as-of: write it like 2025-02-03T18:00:00+08:00") from None
    return ShiftedClock(start if start.tzinfo else start.replace(tzinfo=TAIPEI))

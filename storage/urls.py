"""What a `[storage] url` names, and the file behind a SQLite one."""

import contextlib
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.errors import OperatorError

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

PRIVATE_DIRECTORY = 0o700


def read_url(text: str) -> "URL":
    """Return the parsed URL; OperatorError for anything but the two supported drivers."""
    from sqlalchemy.engine import make_url  # noqa: PLC0415 - costs 0.3 s, only who opens pays
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415 - as above

    try:
        url = make_url(text)
    except ArgumentError:
        raise OperatorError("[storage] url: not a database URL") from None
    if url.drivername not in {"sqlite+aiosqlite", "postgresql+psycopg"}:
        raise OperatorError(
            "[storage] url: use sqlite+aiosqlite:///FILE or postgresql+psycopg://HOST/DATABASE"
        )
    if is_sqlite(url) and url.database in {None, "", ":memory:"}:
        raise OperatorError("[storage] url: sqlite+aiosqlite:/// needs the path of a file")
    return url


def is_sqlite(url: "URL") -> bool:
    """Tell whether the URL names a SQLite file."""
    return url.get_backend_name() == "sqlite"


def where(url: "URL") -> str:
    """Name the database for the operator, without user and password."""
    if is_sqlite(url):
        return str(url.database)
    return f"PostgreSQL database {url.database or ''} on {url.host or 'the local socket'}"


def prepare_file(path: Path) -> None:
    """Make the private directory (0700) and, whole or not at all, a new private file (0600).

    An existing empty file is refused: a database that was ever made has a header, so an empty
    one was cut, and starting it anew would hide the loss.
    """
    try:
        path.parent.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
        if not path.exists():
            _create(path)
        empty = path.stat().st_size == 0
        with path.open("r+b"):
            """Opening for writing is the question; nothing is written."""
    except OSError as error:
        raise OperatorError(f"cannot write the database {path}: {error.strerror}") from error
    if empty:
        raise OperatorError(
            f"the database {path} is empty, so it was cut; restore a backup or move it away"
        )


def _create(path: Path) -> None:
    """Write a header into a private file beside it, then give it the name unless it is taken."""
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(draft)
        connection.execute("VACUUM")
        connection.close()
        # A link never replaces what is there: of two first starts the second finds the first's.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    except sqlite3.Error as error:
        raise OperatorError(f"cannot write the database {path}: {error}") from error
    finally:
        Path(draft).unlink(missing_ok=True)

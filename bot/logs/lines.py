"""One record, one line: control characters are written out, secrets are taken out."""

import json
import logging
import traceback
import unicodedata
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

from bot.logs.redaction import Redactor

if TYPE_CHECKING:
    import structlog

Format: TypeAlias = Literal["console", "json"]
Event: TypeAlias = MutableMapping[str, object]

_LONGEST = 20_000
# Control, format (bidi, zero width), surrogate; line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class LineFormatter(logging.Formatter):
    """The one formatter of every handler; whatever a record carries passes through here."""

    def __init__(self, form: Format, redactor: Redactor, *, colors: bool = False) -> None:
        """Write for people or for machines."""
        super().__init__()
        self._form = form
        self._redactor = redactor
        self._colors = colors
        self._writer: structlog.stdlib.ProcessorFormatter | None = None

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line; a record that cannot be written is named at least."""
        if self._writer is None:
            self._writer = self._build()
        try:
            line = self._writer.format(record)
        except Exception as problem:  # noqa: BLE001 - logging must not fail, nor print arguments raw
            line = self._unwritable(record, type(problem).__name__)
        return self._redactor.clean(line)[:_LONGEST]

    def _unwritable(self, record: logging.LogRecord, why: str) -> str:
        """Name the place whose record could not be written."""
        event = f"a record of {record.filename}:{record.lineno} could not be written ({why})"
        if self._form == "json":
            return json.dumps({"level": "error", "logger": record.name, "event": event})
        return f"[error] {event} [{record.name}]"

    def _build(self) -> "structlog.stdlib.ProcessorFormatter":
        """Make the writer at the first record: most commands never log, and the import is slow."""
        import structlog  # noqa: PLC0415 - see above

        renderer: structlog.typing.Processor = (
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
            if self._form == "json"
            else structlog.dev.ConsoleRenderer(colors=self._colors, pad_event_to=0, pad_level=False)
        )
        return structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder()],
            processors=[_describe, self._clean, renderer],
        )

    def _clean(self, _logger: object, _method: str, event: Event) -> Event:
        """Take secrets out before quotes and escapes change their looks."""
        return {key: _plain(value, self._redactor) for key, value in event.items()}


def _describe(_logger: object, _method: str, event: Event) -> Event:
    """Put when, how grave, who, and what went wrong beside the message."""
    record = event["_record"]
    assert isinstance(record, logging.LogRecord)  # noqa: S101 - structlog's contract
    described: Event = {
        "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": event["event"],
    }
    hidden = {"_record", "_from_structlog", "event", "exc_info", "stack_info", "stack"}
    described.update({key: value for key, value in event.items() if key not in hidden})
    match event.get("exc_info"):
        case (_, BaseException() as error, _):
            described["failure"] = _failure(error)
    match event.get("stack_info"):
        case str() as calls:
            described["called_from"] = " < ".join(map(str.strip, calls.splitlines()[:0:-1]))
    return described


def _failure(error: BaseException) -> str:
    """Write an exception and its causes on one line, the innermost call first."""
    summary = traceback.TracebackException.from_exception(error)
    parts, seen = [], set[int]()
    cause: traceback.TracebackException | None = summary
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        calls = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(cause.stack)]
        said = "".join(cause.format_exception_only()).strip()
        parts.append(" < ".join([said, *calls]))
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return " | from ".join(parts)


def _plain(value: object, redactor: Redactor) -> object:
    """Return a value that fits on a line and holds no secret."""
    if value is None or isinstance(value, bool | int | float):
        return value
    return "".join(map(_visible, redactor.clean(str(value))))


def _visible(letter: str) -> str:
    """Write a character out that would break the line, colour it or hide."""
    if unicodedata.category(letter) not in _UNSEEN:
        return letter
    return letter.encode("unicode_escape").decode("ascii")

"""Send every record of every library through the one formatter."""

import logging
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import TextIO

from bot.logs.lines import Format, LineFormatter
from bot.logs.redaction import Redactor

# They log addresses with tokens in them, message texts, or a line for every request.
_TALKATIVE = (
    "aiohttp",
    "alembic",
    "apscheduler",
    "asyncio",
    "discord",
    "httpcore",
    "httpx",
    "procrastinate",
    "sqlalchemy",
    "telegram",
)
_log = logging.getLogger(__name__)


class CurrentStderr(logging.StreamHandler[TextIO]):
    """Write to what standard error is now: the console's prompt puts itself in its place."""

    @property
    def stream(self) -> TextIO:
        """Return the present standard error."""
        return sys.stderr

    @stream.setter
    def stream(self, stream: TextIO) -> None:
        """Ignore the one of the handler's creation."""


def configure(
    level: str, form: Format, secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Write records of this level and above to standard error, without these secrets."""
    handler = CurrentStderr() if stream is None else logging.StreamHandler(stream)
    colors = form == "console" and handler.stream.isatty()
    handler.setFormatter(LineFormatter(form, Redactor(secrets), colors=colors))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _TALKATIVE:
        quiet = logging.getLogger(name)
        quiet.handlers.clear()
        quiet.setLevel(max(logging.WARNING, root.level))
        quiet.propagate = True
    logging.captureWarnings(True)
    sys.excepthook = _uncaught


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log what nobody caught, so that its text is redacted too."""
    if issubclass(kind, KeyboardInterrupt):
        return
    _log.critical("stopped by an error that nobody caught", exc_info=(kind, error, trace))

"""What an HTTP answer means: figures, the way to them, or the reason why there are none."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.sources.errors import Blocked, Declined, ServerTrouble, SourceError

_OK = 200
_MOVED = frozenset({301, 302, 303, 308})
_SHUT_OUT = frozenset({403, 307})
"""The exchange sends data centres to a security page by a 307, and redirects nothing else by it."""
_OVER_QUOTA = frozenset({402, 429})
_FAILING = 500
_QUOTA_SECONDS = 60.0
"""How long to wait where the source does not say."""
_LONGEST_WAIT = 3600.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer; the body is read only where the status is 200."""

    status: int
    body: bytes = b""
    location: str = ""
    retry_after: str = ""


def location_of(answer: Answer, now: datetime) -> str:
    """Return where the answer says to look; "" where it is the answer itself.

    Raise a SourceError where it is neither.
    """
    if answer.status == _OK and not answer.body.lstrip().startswith(b"<"):
        return ""
    if answer.status in _MOVED and answer.location:
        return answer.location
    raise _trouble(answer, now)


def _trouble(answer: Answer, now: datetime) -> SourceError:
    """Return why an answer holds no figures."""
    if answer.status == _OK:
        # The exchanges' tables are JSON: a page is a notice of maintenance or of security.
        return ServerTrouble("page")
    reason = f"status_{answer.status}"
    if answer.status in _SHUT_OUT:
        return Blocked(reason)
    if answer.status in _OVER_QUOTA:
        return ServerTrouble(reason, _seconds(answer.retry_after, now) or _QUOTA_SECONDS)
    if answer.status >= _FAILING:
        return ServerTrouble(reason, _seconds(answer.retry_after, now))
    return Declined(reason)


def _seconds(retry_after: str, now: datetime) -> float | None:
    """Read a Retry-After, seconds or a date; None where it says nothing of use."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        seconds = float(text[:9])
    else:
        try:
            until = parsedate_to_datetime(text)
        except ValueError:
            return None
        seconds = ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds()
    return min(seconds, _LONGEST_WAIT) if seconds > 0 else None

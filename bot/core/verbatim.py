"""What somebody wrote, as it was written: line breaks, commas and brackets are kept."""

from bot.core.requests import Request
from bot.core.text import clean

MOST = 4_000


def verbatim(request: Request, parameter: str, before: int) -> str:
    """Return the last parameter's text: what follows so many words of the line."""
    if request.named:
        return _cleaned(request.named.values.get(parameter, ""))
    words = request.text.split(maxsplit=before)
    return _cleaned(words[before]) if len(words) > before else ""


def _cleaned(text: str) -> str:
    """Return the text without control characters, line by line."""
    return "\n".join(clean(line, MOST) for line in text.strip().splitlines())

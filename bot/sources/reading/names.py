"""Make the names that a source prints fit to be stored and shown."""

import re
import unicodedata

from bot.core.text import clean
from bot.sources.reading.cells import CellError, text_of

_TAG = re.compile(r"<[^<>]{0,4000}>?")
# Besides letters, marks and digits of any script; the par-value star is not part of a name.
_PUNCTUATION = frozenset(" -+&.,'()/%·")


def name_of(cell: object, limit: int = 32) -> str:
    """Return a name without padding, star, markup, emoji and invisible characters, cut short."""
    text = clean(_TAG.sub("", text_of(cell)), limit * 8)
    kept = " ".join("".join(filter(_belongs, text)).split())
    if not kept:
        raise CellError("bad_name")
    return clean(kept, limit)


def _belongs(character: str) -> bool:
    """Tell whether a character may be part of a name."""
    return character in _PUNCTUATION or unicodedata.category(character)[0] in "LMN"

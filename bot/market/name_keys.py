"""Fold what people type and what exchanges print into comparable keys."""

import re
import unicodedata

LONGEST = 64
"""Characters of an untrusted text that are looked at; no code or name is longer."""

# Spaces, hyphens and the invisible characters that ride along when text is copied.
_IGNORED = re.compile(r"[\s\-_\u2010-\u2015\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
# Yahoo and Bloomberg write 2330.TW and 6488.TWO; Google TPE:2330; TradingView TWSE:2330.
_PREFIXES = {"TWSE", "TPEX", "TPE", "TWO"}
_SUFFIXES = {"TW", "TWO"}
# Listed through a foreign holding, on the innovation board, as a depositary receipt.
_ENDINGS = ("-KY", "-創", "-DR")


def key_of(text: str) -> str:
    """Fold width, case, spaces, hyphens and 臺/台 away; an over-long text is cut first."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    return _IGNORED.sub("", folded).replace("臺", "台")


def code_of(text: str) -> str:
    """Return the code a text may stand for: upper case, half width, no vendor's affix."""
    plain = _IGNORED.sub("", unicodedata.normalize("NFKC", text[:LONGEST])).upper()
    market, colon, rest = plain.partition(":")
    if colon and market in _PREFIXES:
        return rest
    base, dot, market = plain.rpartition(".")
    return base if dot and market in _SUFFIXES else plain


def keys_of_name(name: str) -> tuple[str, ...]:
    """Return the keys of a name: as it stands and, where it has one, without `-KY` and the like."""
    if not name.endswith(_ENDINGS):
        return (key_of(name),)
    return (key_of(name), key_of(name.rpartition("-")[0]))

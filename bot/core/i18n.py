"""Texts in the reader's language, from gettext catalogs; English is written in the code."""

import gettext
from functools import lru_cache
from importlib.resources import as_file, files

from bot.market.bilingual import Bilingual

LANGUAGES = ("zh-TW", "en")
DEFAULT_LANGUAGE = "zh-TW"
_CHINESE = ("zh",)


def N_(msgid: str) -> str:  # noqa: N802 - gettext's own name for a marked constant
    """Mark a constant for the catalogs; it is translated where it is said."""
    return msgid


class Say:
    """Say a sentence in one language, with its facts filled in."""

    def __init__(self, language: str) -> None:
        """Speak `zh-TW` or `en`."""
        self.language = language
        self._catalog = _catalog(language)

    def __call__(self, msgid: str, /, **facts: object) -> str:
        """Return the sentence in this language; `{name}` places take the facts."""
        sentence = self._catalog.gettext(msgid) if msgid else ""
        return sentence.format(**facts) if facts else sentence

    def pick(self, text: Bilingual) -> str:
        """Return the side of a bilingual text that this language reads."""
        return text.zh if self.language == "zh-TW" else text.en


@lru_cache(maxsize=len(LANGUAGES))
def say_in(language: str) -> Say:
    """Return the one Say of a language; unknown languages speak the default."""
    return Say(language if language in LANGUAGES else DEFAULT_LANGUAGE)


def language_of(hint: str | None) -> str | None:
    """Map a platform's language code to one of ours; None when it is neither."""
    if not hint:
        return None
    base = hint.replace("_", "-").split("-")[0].casefold()
    return "zh-TW" if base in _CHINESE else "en" if base == "en" else None


@lru_cache(maxsize=len(LANGUAGES))
def _catalog(language: str) -> gettext.NullTranslations:
    """Load a compiled catalog from the package; English needs none."""
    if language == "en":
        return gettext.NullTranslations()
    place = files("bot.locale") / language.replace("-", "_") / "LC_MESSAGES" / "banquet.mo"
    with as_file(place) as path, path.open("rb") as stream:
        return gettext.GNUTranslations(stream)

"""Make what people type comparable before it is read as a date or a period."""

import unicodedata

# The longest date or period anyone types is far below this; longer texts are not looked at.
_LONGEST = 40


def typed(text: str) -> str:
    """Return the text in plain width, small letters and single spaces; "" for what is no date.

    Digits in other guises than full width (², ①, ٣) are no digits here and spoil the text.
    """
    short = text.strip()
    if len(short) > _LONGEST or any(_is_odd_digit(character) for character in short):
        return ""
    return " ".join(unicodedata.normalize("NFKC", short).casefold().split())


def tight(plain: str) -> str:
    """Drop the spaces that people put around 年 and 月; other texts keep theirs."""
    return plain.replace(" ", "") if any(sign in plain for sign in "年月民") else plain


def _is_odd_digit(character: str) -> bool:
    """Tell numerals that look like digits from those of a keyboard, full width included."""
    if not character.isdigit():
        return False
    plain = unicodedata.normalize("NFKC", character)
    return not (character.isdecimal() and plain.isascii())

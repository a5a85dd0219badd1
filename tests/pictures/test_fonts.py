"""The bundled font: it has what is drawn, and texts fit where they are put."""

from importlib.resources import as_file, files

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from bot.core.i18n import say_in
from bot.core.wording import UNKNOWN
from bot.data.ai import load_ai
from bot.data.dinners import load_dinner
from bot.data.instruments import load_instruments
from bot.pictures.fonts import (
    CUT,
    SMALLEST,
    STANDS_IN,
    characters,
    drawable,
    fits,
    fitted,
    width_of,
)
from bot.pictures.palettes import PALETTES

SIGNS = f"▲▼―{UNKNOWN}{CUT}{STANDS_IN}+-−.,%0123456789（）｜|・·＝："
DRAWN = (
    "{list} | {date}", "gold frame: limit", "limit-up", "limit-down", "{count} up", "{count} down",
    "{count} unchanged", "{count} unknown", "{text} (limit-up {count})", " · ",
    "average {average} | median {median}", "{basket}, {count} companies", "Source: {source}",
    "TAIEX {close} ", "{change} ({percent})", "volume: no data", "{date} ({weekday})",
    *(colours.words for colours in PALETTES.values()),
)  # fmt: skip
"""Texts that pictures may show."""


def test_the_list_of_characters_is_the_fonts_own() -> None:
    """What counts as drawable has a glyph, and nothing else."""
    with as_file(files("bot.pictures") / "fonts" / "NotoSansTC-Bold.ttf") as path:
        cmap = TTFont(path).getBestCmap()
    assert characters() == frozenset(map(chr, cmap))


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_every_text_that_is_drawn_has_its_glyphs(language: str) -> None:
    """Names of all instruments and baskets, and every word of the pictures."""
    say = say_in(language)
    names = [one.name + (one.english or "") for one in load_instruments()]
    titles = [say.pick(basket.title) for basket in (load_dinner(), load_ai())]
    text = "".join((*names, *titles, *map(say, DRAWN), SIGNS))
    assert set(text) - characters() == set()


def test_a_character_that_the_font_lacks_is_replaced() -> None:
    """No box is ever drawn, and no control character reaches the pen."""
    assert drawable("台積電\n😀\u202e") == f"台積電{STANDS_IN * 3}"


@given(st.text(max_size=60), st.integers(120, 1000))
def test_a_text_always_fits(text: str, width: int) -> None:
    """Whatever a basket is called: smaller, then cut, never wider, never too small to read."""
    shown = fitted(drawable(text), width, 56)
    assert width_of(shown.text, shown.size) <= width
    assert shown.size >= SMALLEST
    assert shown.text == drawable(text) or shown.text.endswith(CUT)


def test_what_fits_in_no_size_is_not_squeezed() -> None:
    """Below the smallest size there is nothing."""
    assert fits("台" * 10, 5 * SMALLEST, 56) is None

"""Names without what does harm, and codes that are nothing but codes."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.reading.cells import CellError, code_of, code_shown
from bot.sources.reading.names import name_of


@given(st.text(max_size=100))
def test_any_name_is_harmless_or_refused(text: str) -> None:
    """No markup, control, bidi or invisible character comes through, and no long name."""
    with suppress(CellError):
        name = name_of(text)
        assert 0 < len(name) <= 32
        assert not any(unicodedata.category(c)[0] in "CS" for c in name.replace("+", ""))
        assert not set(name) & set('<>*"`_[]')


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("朋億*           ", "朋億"),
        ("矽力*-KY", "矽力-KY"),
        ("元大S&P500", "元大S&P500"),
        ("國泰台灣5G+", "國泰台灣5G+"),
        ("台\u202e積\u200b電\x00\ud800", "台積電"),
        ("<script>alert(1)</script>台積電", "alert(1)台積電"),
        ("台積電\U0001f680", "台積電"),
        ("ＴＳＭＣ", "TSMC"),
        ("台" * 5000, "台" * 31 + "…"),
    ],
)
def test_names_as_printed(cell: str, name: str) -> None:
    """Padding and the par-value star go, and whatever does harm."""
    assert name_of(cell) == name


@pytest.mark.parametrize("cell", ["", "  ", "*", "<img src=x onerror=alert(1)", "\u202e\u200b"])
def test_what_is_no_name(cell: str) -> None:
    """Nothing is left of it."""
    with pytest.raises(CellError, match="bad_name"):
        name_of(cell)


@pytest.mark.parametrize(
    "cell", ["0050", "2330", "00631L", "2881A", "01001T", " 2330  ", "２３３０"]
)
def test_codes(cell: str) -> None:
    """Codes are text: zeros in front and letters stay."""
    assert code_of(cell).isascii()
    assert code_of("0050") == "0050"


@pytest.mark.parametrize("cell", ["", "233", "2330TWO", "23-30", "2330\u202e", "<b>", "٢٣٣٠"])
def test_what_is_no_code(cell: str) -> None:
    """Anything else is refused."""
    with pytest.raises(CellError, match="bad_code"):
        code_of(cell)


def test_a_number_is_no_code() -> None:
    """A code that came as a number has lost its zeros."""
    with pytest.raises(CellError, match="not_text"):
        code_of(50)


def test_a_bad_code_is_shown_short_and_harmless() -> None:
    """A rejected row goes by what stands where its code belongs."""
    assert code_shown("\u202e" + "9" * 100) == "9" * 15 + "…"

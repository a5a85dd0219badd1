"""Folding of names and codes."""

import pytest

from bot.market.name_keys import LONGEST, code_of, key_of, keys_of_name


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ＴＳＭＣ", "tsmc"),
        (" Hon  Hai ", "honhai"),
        ("D-Link", "dlink"),
        ("臺灣50", "台灣50"),
        ("世芯-KY", "世芯ky"),
        ("台積\u200b電\ufeff", "台積電"),
        ("", ""),
    ],
)
def test_key_folds_width_case_spaces_and_hyphens(text: str, key: str) -> None:
    """Spellings that people take for the same give one key."""
    assert key_of(text) == key


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2330", "2330"),
        ("２３３０", "2330"),
        ("00631l", "00631L"),
        ("2330.TW", "2330"),
        ("6488.two", "6488"),
        ("TPE:2330", "2330"),
        ("twse：2330", "2330"),
        ("TPEX:6488", "6488"),
        ("NYSE:TSM", "NYSE:TSM"),
        (".TW", ""),
        ("2330.US", "2330.US"),
    ],
)
def test_code_drops_vendors_affixes(text: str, code: str) -> None:
    """Only affixes of the two exchanges are dropped: another market's code is another thing."""
    assert code_of(text) == code


def test_name_may_be_typed_without_its_ending() -> None:
    """Holding, innovation-board and receipt marks are optional."""
    assert keys_of_name("世芯-KY") == ("世芯ky", "世芯")
    assert keys_of_name("康師傅-DR") == ("康師傅dr", "康師傅")
    assert keys_of_name("台積電") == ("台積電",)


def test_long_text_is_cut_before_it_is_read() -> None:
    """The rest of a long text has no say."""
    assert key_of("a" * LONGEST + "b") == "a" * LONGEST
    assert code_of("2" * LONGEST + ".TW") == "2" * LONGEST

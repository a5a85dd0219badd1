"""The catalogs: nothing missing, nothing idle, the same places, the committed bytes."""

from tools.catalogs import TARGET, compiled, places, texts_in_code, translations

OWN_UNITS = {"TWD {billions} bn", "{billions}", "<{billions}"}
"""億 is 10^8 and bn is 10^9: each language takes its own of the two facts that are given."""


def test_every_text_has_its_chinese() -> None:
    """What the code says is translated."""
    assert sorted(texts_in_code() - set(translations())) == []


def test_no_translation_is_idle() -> None:
    """What is translated is said somewhere."""
    assert sorted(set(translations()) - texts_in_code()) == []


def test_translations_are_not_empty() -> None:
    """An empty translation would show as English."""
    assert [msgid for msgid, text in translations().items() if not text.strip()] == []


def test_places_for_facts_are_the_same() -> None:
    """A sentence takes the same facts in both languages."""
    given = translations().items()
    unlike = {msgid for msgid, text in given if places(text) != places(msgid)}
    assert unlike == OWN_UNITS


def test_no_exclamation_marks() -> None:
    """The bot does not shout in either language."""
    shouted = [text for pair in translations().items() for text in pair if set(text) & set("!！")]
    assert shouted == []


def test_the_committed_catalogs_are_what_the_tool_makes() -> None:
    """A fragment that changed without its catalog is seen."""
    po, mo = compiled()
    assert (TARGET / "banquet.po").read_bytes() == po
    assert (TARGET / "banquet.mo").read_bytes() == mo

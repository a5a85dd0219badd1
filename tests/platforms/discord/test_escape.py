"""Foreign text is inert: it pings nobody, links nowhere, formats nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.discord.escape import code, escaped, guarded, harmless, in_fence

_PIECES = ["*", "**", "_", "__", "~~", "||", "`", "```", "\\", "[a](https://x.y)", "<@1>", "<@&2>"]
_PIECES += [
    "<#3>",
    "<t:1:R>",
    "</x:1>",
    "<:e:1>",
    "@everyone",
    "@here",
    "\u202e",
    "\n",
    "> ",
    "# ",
    "- ",
]
HOSTILE = st.lists(st.sampled_from([*_PIECES, "台積電", "2330", " "]), max_size=12).map("".join)
_ESCAPED = re.compile(r"\\[^0-9A-Za-z\s]")


@given(HOSTILE)
def test_no_markup_survives(text: str) -> None:
    """Once escaped characters are taken away, nothing that formats is left."""
    left = _ESCAPED.sub("", escaped(text))
    assert not re.search(r"[*_~|`\[\]<\\]", left)
    assert not re.search(r"@(everyone|here)", escaped(text))
    assert not re.search(r"(?<!\\)://", escaped(text))


@given(HOSTILE)
def test_the_characters_are_all_still_there(text: str) -> None:
    """Escaping adds to a text and loses nothing that people can see."""
    shown = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", escaped(text)).replace("\u200b", "")
    assert shown == harmless(text)


@given(HOSTILE)
def test_code_cannot_be_left(text: str) -> None:
    """Inside code and code blocks no character ends the code."""
    assert code(text).count("`") in (0, 2)
    assert "`" not in in_fence(text)
    assert "\n" not in in_fence(text)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("# big", "\\# big"),
        ("  ## big", "  \\## big"),
        ("- item", "\\- item"),
        ("-# small", "\\-# small"),
        ("> quoted", "\\> quoted"),
        ("1. first", "1\\. first"),
        ("-5.73%", "-5.73%"),
        ("1.5 points", "1.5 points"),
        ("#1 today", "#1 today"),
    ],
)
def test_a_line_begins_as_text(line: str, shown: str) -> None:
    """Headings, lists and quotations are escaped; figures stay easy to copy."""
    assert guarded(line) == shown


def test_control_and_bidi_characters_are_dropped() -> None:
    """Nothing turns the reading direction, and every text is one line."""
    assert harmless("a\u202eb\u2066c\x00d\ud800e\nf") == "abcde f"

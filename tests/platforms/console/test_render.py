"""A reply on a terminal: colours after the padding, and no foreign control of the screen."""

from dataclasses import replace

from bot.core.look import Look
from bot.core.plain import plain
from bot.core.replies import (
    Attachment,
    Button,
    Column,
    Details,
    Examples,
    Reply,
    Span,
    Table,
    Tone,
    paragraph,
)
from bot.core.text import width
from bot.platforms.console.render import Ink, buttons_of, written

TABLE = Table(
    (Column("名稱", wide=True), Column("漲跌幅", "right")),
    (
        (Span("台積電"), Span("-5.73%", Tone.DOWN)),
        (Span("日月光投控"), Span("+7.99%", Tone.UP, strong=True)),
    ),
    "兆元宴",
)
REPLY = Reply(
    "標題",
    (
        paragraph((Span("▼65", Tone.DOWN),)),
        TABLE,
        Details("細節", ((Span("x"),),)),
        Examples((("/help", "說明"),)),
    ),
    source="內建資料",
)


def test_without_colours_it_is_the_plain_text() -> None:
    """A pipe, a log or NO_COLOR gets exactly what every plain door shows."""
    assert written(REPLY, Ink(colors=False)) == plain(REPLY)


def test_columns_are_true_for_chinese() -> None:
    """A Chinese character takes two cells, so the figures end below each other."""
    lines = written(Reply("t", (TABLE,)), Ink(colors=False)).splitlines()[2:]

    assert {width(line) for line in lines} == {18}


def test_rising_is_red_unless_configured_otherwise() -> None:
    """Taiwan's colours are the default; the configuration can turn them round."""
    assert "\x1b[31;1m+7.99%" in written(REPLY, Ink(colors=True))
    assert "\x1b[32m-5.73%" in written(REPLY, Ink(colors=True))
    assert "\x1b[32;1m+7.99%" in written(replace(REPLY, look=Look("green_up")), Ink(colors=True))


def test_a_name_cannot_steer_the_terminal() -> None:
    """Escape sequences, bells, line breaks and text direction in a name are dropped."""
    bad = "a\x1b]0;x\x07b\r\n\u202e"
    reply = Reply(
        bad, (paragraph(bad), TABLE, Examples(((bad, bad),))), ((Button(bad, bad),),), bad
    )

    text = written(reply, Ink(colors=False))

    assert all(letter.isprintable() or letter == "\n" for letter in text)


def test_buttons_have_numbers() -> None:
    """Two digits at most, which are no code; what has none is left out."""
    reply = Reply("t", buttons=(tuple(Button(f"b{n}", f"/b {n}") for n in range(40)),))

    assert "[24] b23" in written(reply, Ink(colors=False))
    assert len(buttons_of(reply)) == 24


def test_a_file_is_written_below_the_answer() -> None:
    """Its name and its lines can be copied; they cannot steer the terminal either."""
    reply = Reply("t", source="s", attachments=(Attachment("x.csv", "a,b\n1,\x1b2\n"),))

    assert written(reply, Ink(colors=False)).splitlines() == ["t", "s", "x.csv", "a,b", "1,2"]
    assert plain(reply).splitlines() == ["t", "s", "", "x.csv", "a,b", "1,\x1b2"]

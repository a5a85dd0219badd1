"""What a reply looks like on a phone, judged by the stand-in's own parser."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.look import Look
from bot.core.replies import (
    Button,
    Column,
    Details,
    Examples,
    Line,
    Paragraph,
    Reply,
    Span,
    Table,
    paragraph,
)
from bot.platforms.telegram.markup import units
from bot.platforms.telegram.render import render
from tests.standins.telegram.markup import parsed

SPANS = st.builds(Span, st.text(max_size=60), strong=st.booleans(), code=st.booleans())
LINES: st.SearchStrategy[Line] = st.lists(SPANS, max_size=4).map(tuple)
MANY = st.lists(LINES, max_size=60).map(tuple)
BLOCKS = st.one_of(
    st.builds(Paragraph, MANY),
    st.builds(Details, st.text(max_size=50), MANY),
    st.builds(
        Examples,
        st.lists(st.tuples(st.text(max_size=50), st.text(max_size=50)), max_size=20).map(tuple),
    ),
    st.builds(
        lambda rows: Table((Column("a", "right"), Column("b", wide=True)), rows),
        st.lists(st.tuples(SPANS, SPANS), max_size=40).map(tuple),
    ),
)
REPLIES = st.builds(
    Reply,
    title=st.text(min_size=1, max_size=100).map(lambda text: f"x{text}"),
    blocks=st.lists(BLOCKS, max_size=8).map(tuple),
    source=st.none() | st.text(max_size=50),
)


def test_lays_a_quote_out() -> None:
    """Title, lines, folded details, lines to tap, and the source last."""
    reply = Reply(
        "台積電（2330）<収盤>",
        (
            paragraph("1,070 ▼65（-5.73%）"),
            Details("怎麼算", ((Span("1 < 2"),),)),
            Examples((("/move 2330", "收盤"),)),
        ),
        source="資料來源：A&B",
    )

    assert "|".join(render(reply).texts) == (
        "<b>台積電（2330）&lt;収盤&gt;</b>\n1,070 ▼65（-5.73%）\n\n"
        "<blockquote expandable><b>怎麼算</b>\n1 &lt; 2</blockquote>\n\n"
        "<code>/move 2330</code> 收盤\n資料來源：A&amp;B"
    )


def test_puts_chinese_last_in_a_table() -> None:
    """Chinese characters are 1.66 cells wide there, so nothing may stand after them."""
    columns = (Column("名稱", wide=True), Column("代號"), Column("漲跌幅", "right"))
    rows = (
        (Span("台積電"), Span("2330"), Span("▼5.73%")),
        (Span("日月光投資控股股份有限公司普通股"), Span("3711"), Span("+10.00%")),
    )

    text = render(Reply("x", (Table(columns, rows, heading="跌幅"),))).texts[0]

    assert text == (
        "<b>x</b>\n<b>跌幅</b>\n代號・漲跌幅・名稱\n"
        "<pre>2330  -5.73% 台積電\n3711 +10.00% 日月光投資控股股份有…</pre>"
    )


def test_a_wide_screen_shows_longer_names() -> None:
    """Where the chat wants tables for wide screens; a phone's line is 34 cells."""
    name = "日月光投資控股股份有限公司普通股"
    rows = ((Span("3711"), Span("+10.00%"), Span(name)),)
    columns = (Column("代號"), Column("漲跌幅", "right"), Column("名稱", wide=True))
    reply = Reply("x", (Table(columns, rows),))

    assert name not in render(reply).texts[0]
    assert name in render(replace(reply, look=Look(width="desktop"))).texts[0]


def test_shows_foreign_markup_as_text() -> None:
    """Names are shown as they are, without what steers the display (G01, G04)."""
    name = '<a href="tg://user?id=1">x</a>&\u202e\u200b\x07\ud800'

    text = render(Reply(name)).texts[0]

    assert text == '<b>&lt;a href="tg://user?id=1"&gt;x&lt;/a&gt;&amp;</b>'


def test_splits_between_lines() -> None:
    """A long list becomes several messages, each whole; none of its lines is lost (A19)."""
    lines = tuple((Span(f"{n:04} 𠮷<&>"),) for n in range(900))

    texts = render(Reply("x", (Details("d", lines),))).texts

    shown = "\n".join(parsed(text, "HTML") for text in texts)
    assert shown.split("\n") == ["x", "d", *(line[0].text for line in lines)]
    assert all(units(text) <= 4096 for text in texts)


def test_breaks_a_line_that_no_message_could_hold() -> None:
    """Even a line of one span is broken, and not inside a character."""
    texts = render(Reply("x", (Paragraph(((Span("𠮷" * 9000, strong=True),),)),))).texts

    assert sum(parsed(text, "HTML").count("𠮷") for text in texts) == 9000


@given(REPLIES)
@settings(max_examples=150, deadline=None)
def test_whatever_a_reply_holds_is_accepted(reply: Reply) -> None:
    """The stand-in refuses bad markup, empty and overlong texts; none of them comes out."""
    for text in render(reply).texts:
        assert units(parsed(text, "HTML")) <= 4096


def test_lays_buttons_out_for_thumbs() -> None:
    """Three in a row, eight rows, none without a label."""
    buttons = tuple(Button(f"b{n}", "/x") for n in range(7))
    rows = render(Reply("x", buttons=(buttons, (Button("\u200b", "/x"),), *[buttons[:1]] * 9))).rows

    assert [len(row) for row in rows] == [3, 3, 1, 1, 1, 1, 1, 1]

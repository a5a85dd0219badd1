"""A reply becomes HTML in which every text is text."""

from html.parser import HTMLParser
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from bot.core.i18n import say_in
from bot.core.replies import (
    Attachment,
    Button,
    Column,
    Details,
    Examples,
    Fault,
    Reply,
    Span,
    Table,
    Tone,
    paragraph,
)
from bot.platforms.web.render import fragment

ALLOWED = {
    "article", "h3", "p", "br", "span", "strong", "code", "div", "table", "caption", "thead",
    "tbody", "tr", "th", "td", "details", "summary", "ul", "li", "button", "footer", "a",
}  # fmt: skip
ATTRIBUTES = {
    "class", "data-tone", "data-fault", "data-line", "role", "aria-label", "aria-hidden",
    "tabindex", "scope", "type", "download", "href",
}  # fmt: skip


class Reader(HTMLParser):
    """Read a fragment as a browser does."""

    def __init__(self, html: str) -> None:
        """Collect tags, attributes, texts and lines."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.lines: list[str | None] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its attributes."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.lines += [value for name, value in attrs if name == "data-line"]

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data


def full_reply(text: str) -> Reply:
    """Put one text into every place a reply has."""
    span = Span(text, Tone.UP, strong=True, code=True)
    return Reply(
        title=text,
        blocks=(
            paragraph(text, (span,)),
            Table((Column(text), Column(text, "right")), ((span, Span(text)),), text),
            Details(text, ((span,),)),
            Examples(((text, text),)),
        ),
        buttons=((Button(text, text),), ()),
        source=text,
        tone=Tone.DOWN,
        fault=Fault("asker", text, text),
        attachments=(Attachment(text, text),),
    )


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=60))
def test_no_text_ever_becomes_markup(text: str) -> None:
    """Whatever a name holds, only our own tags and attributes come out."""
    read = Reader(fragment(full_reply(text), say_in("en")))

    assert set(read.tags) <= ALLOWED
    assert read.attributes <= ATTRIBUTES
    assert read.lines == [text, text]


def test_direction_is_a_class_and_a_word() -> None:
    """The eye gets colour and arrow, the ear a word; the arrow is not read out."""
    reply = Reply("t", (paragraph((Span("▼65（-5.73%）", Tone.DOWN),)),))

    html = fragment(reply, say_in("zh-TW"))

    assert '<span class="down"><span class="spoken">下跌 </span>' in html
    assert '<span aria-hidden="true">▼</span>65' in html


def test_a_table_is_a_table() -> None:
    """Headings are headings of columns; figures stand to the right."""
    table = Table((Column("代號"), Column("收盤", "right")), ((Span("2330"), Span("1,070")),), "表")

    html = fragment(Reply("t", (table,)), say_in("zh-TW"))

    assert "<caption>表</caption>" in html
    assert '<th scope="col" class="left">代號</th><th scope="col" class="right">收盤</th>' in html
    assert '<td class="left">2330</td><td class="right">1,070</td>' in html


def test_dates_and_signed_figures_do_not_break() -> None:
    """A browser must not break a line inside 2025-02-03 or -5.73%."""
    html = fragment(Reply("2025-02-03 -5.73%"), say_in("en"))

    assert '<span class="whole">2025-02-03</span> <span class="whole">-5.73%</span>' in html


def test_a_fault_is_announced() -> None:
    """A refusal is marked, and read out at once."""
    html = fragment(Reply("No", fault=Fault("upstream", "No")), say_in("en"))

    assert html.startswith(
        '<article class="answer" data-tone="none" data-fault="upstream" role="alert">'
    )


def test_a_file_is_a_link_that_saves_it() -> None:
    """Its content lies in the link, so that nothing is kept on the server."""
    file = Attachment("2330.csv", 'a,"b & c"\n漲,2\n')

    html = fragment(Reply("t", attachments=(file,)), say_in("en"))

    link = html[html.index("<a ") : html.index("</a>")]
    assert 'download="2330.csv"' in link
    content = link.partition("charset=utf-8,")[2].partition('"')[0]
    assert unquote(content) == file.text
    assert link.endswith("Save 2330.csv")

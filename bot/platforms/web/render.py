"""A reply as a fragment of HTML: text is escaped here, and nowhere else is there markup."""

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import TypeVar
from urllib.parse import quote

from bot.core.i18n import N_, Say
from bot.core.pictures import Picture
from bot.core.replies import (
    Attachment,
    Block,
    Button,
    Column,
    Details,
    Examples,
    Line,
    Paragraph,
    Reply,
    Span,
    Table,
    Tone,
)

Cell = TypeVar("Cell")

# A listener hears the direction; the arrow and the colour are for the eye.
_SPOKEN = {Tone.UP: N_("up"), Tone.DOWN: N_("down")}
_ARROWS = ("▲", "▼")
# A browser may break a line at any hyphen; dates and figures stay whole.
_WHOLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[+-][0-9.,]+%?")


def fragment(reply: Reply, say: Say, picture: Picture | None = None) -> str:
    """Return the reply as one `<article>` in the reader's language.

    A picture is named by an address of the page's server.
    """
    fault = f' data-fault="{reply.fault.kind}"' if reply.fault else ""
    # What is not said is Taiwan's way.
    chosen = reply.look.palette
    palette = f' data-palette="{chosen}"' if chosen != "red_up" else ""
    role = ' role="alert"' if reply.fault else ""
    body = "".join(
        (
            f"<h3>{_text(reply.title)}</h3>",
            _picture(picture) if picture else "",
            *(_block(block, say) for block in reply.blocks),
            *(_file(file, say) for file in reply.attachments),
            _buttons(reply.buttons),
            _source(reply),
        )
    )
    marks = f'data-tone="{reply.tone.value}"{palette}{fault}{role}'
    return f'<article class="answer" {marks}>{body}</article>'


def _picture(picture: Picture) -> str:
    """Show a picture, with what it says for who does not see it."""
    width, height = picture.wall.size
    alt = escape(picture.wall.alt)
    return (
        f'<img class="picture" src="/pictures/{picture.hash}.png" alt="{alt}"'
        f' width="{width}" height="{height}" decoding="async">'
    )


def _block(block: Block, say: Say) -> str:
    """Write one block."""
    match block:
        case Paragraph():
            return f"<p>{_lines(block.lines, say)}</p>"
        case Table():
            return _table(block, say)
        case Details():
            title = escape(block.title)
            return f"<details><summary>{title}</summary><p>{_lines(block.lines, say)}</p></details>"
        case Examples():
            return f'<ul class="examples">{"".join(_example(*line) for line in block.lines)}</ul>'


def _lines(lines: Iterable[Line], say: Say) -> str:
    """Write lines one under the other."""
    return "<br>".join("".join(_span(span, say) for span in line) for line in lines)


def _span(span: Span, say: Say) -> str:
    """Write a run of text with its direction, weight and kind."""
    text = _words(span.text, span.tone, say)
    if span.code:
        text = f"<code>{text}</code>"
    if span.strong:
        text = f"<strong>{text}</strong>"
    return text


def _words(text: str, tone: Tone, say: Say) -> str:
    """Escape a text; a direction becomes a class for the eye and a word for the ear."""
    if tone is Tone.NONE:
        return _text(text)
    shown = _text(text)
    for arrow in _ARROWS:
        shown = shown.replace(arrow, f'<span aria-hidden="true">{arrow}</span>')
    spoken = f'<span class="spoken">{escape(say(_SPOKEN[tone]))} </span>' if tone in _SPOKEN else ""
    return f'<span class="{tone.value}">{spoken}{shown}</span>'


def _text(text: str) -> str:
    """Escape a text and keep its dates and signed figures on one line."""
    return _WHOLE.sub(r'<span class="whole">\g<0></span>', escape(text))


def _table(table: Table, say: Say) -> str:
    """Write a real table, in a box that scrolls by itself where the screen is narrow."""
    label = escape(table.heading or say("Table"))
    caption = f"<caption>{label}</caption>" if table.heading else ""
    head = _row(table.columns, table.columns, lambda column: escape(column.title), "th")
    rows = "".join(_row(row, table.columns, lambda span: _span(span, say)) for row in table.rows)
    return (
        f'<div class="table" role="group" aria-label="{label}" tabindex="0"><table>{caption}'
        f"<thead>{head}</thead><tbody>{rows}</tbody></table></div>"
    )


def _row(
    cells: Iterable[Cell], columns: Iterable[Column], write: Callable[[Cell], str], tag: str = "td"
) -> str:
    """Write one row; figures stand to the right."""
    scope = ' scope="col"' if tag == "th" else ""
    written = (
        f'<{tag}{scope} class="{column.align}">{write(cell)}</{tag}>'
        for cell, column in zip(cells, columns, strict=True)
    )
    return f"<tr>{''.join(written)}</tr>"


def _example(line: str, what: str) -> str:
    """Write a command line to press, and what it does."""
    told = f" <span>{escape(what)}</span>" if what else ""
    return f"<li>{_button(Button(line, line))}{told}</li>"


def _file(file: Attachment, say: Say) -> str:
    """Write a link that saves a file; its content lies in the page itself."""
    content = f"data:{file.media_type};charset=utf-8,{quote(file.text)}"
    told = escape(say("Save {name}", name=file.name))
    return (
        f'<p><a class="file" download="{escape(file.name)}" href="{escape(content)}">{told}</a></p>'
    )


def _buttons(rows: Iterable[Iterable[Button]]) -> str:
    """Write the rows of buttons."""
    written = ("".join(map(_button, row)) for row in rows)
    groups = "".join(f'<div class="row">{row}</div>' for row in written if row)
    return f'<div class="buttons">{groups}</div>' if groups else ""


def _button(button: Button) -> str:
    """Write a button that runs its line."""
    line, label = escape(button.line), _text(button.label)
    return f'<button type="button" data-line="{line}">{label}</button>'


def _source(reply: Reply) -> str:
    """Write where the figures come from."""
    if not reply.source:
        return ""
    return f"<footer>{escape(reply.source)}</footer>"

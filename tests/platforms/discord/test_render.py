"""Replies as embeds: what they look like, and Discord's limits."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.look import Look, Palette
from bot.core.replies import (
    Column,
    Details,
    Examples,
    Paragraph,
    Reply,
    Span,
    Table,
    Tone,
    paragraph,
)
from bot.core.text import width
from bot.platforms.discord.render import render
from tests.fakes import Table as Banquet
from tests.golden import Golden
from tests.market_fakes import MemoryActions
from tests.standins.discord.messages import check_message

FOREIGN = "**bold** @everyone <@&1> ```js [a](https://x.y) \u202e"
REPLY = Reply(
    title="台積電（2330）2025-02-03（一）收盤",
    blocks=(
        Paragraph(((Span("1,070 ", strong=True), Span("▼65（-5.73%）", Tone.DOWN)),)),
        paragraph("開 1,065　高 1,075　低 1,060", "- not a list", FOREIGN),
        Table(
            (Column("代號"), Column("名稱", wide=True), Column("漲跌幅", "right")),
            (
                (Span("2330"), Span("台積電"), Span("-5.73%")),
                (Span("3711"), Span("日月光投控 ```" + "很" * 20), Span("-9.04%")),
            ),
            heading="兆元宴 12 檔",
        ),
        Details("怎麼算", ((Span("漲跌幅 = 漲跌 / 參考價"),),)),
        Examples((("/move 2330", "一檔個股"), ("/dinnerlist", ""))),
    ),
    source="已公布收盤價（內建資料）",
    tone=Tone.DOWN,
)


def _json(reply: Reply) -> list[list[dict[str, object]]]:
    """Return the messages of a reply as lists of embeds."""
    return [[embed.payload() for embed in message] for message in render(reply)]


def test_every_kind_of_block(golden: Golden) -> None:
    """Title with its arrow, bold and plain lines, a table, small print, examples, the source."""
    golden("discord/reply.json", json.dumps(_json(REPLY), ensure_ascii=False, indent=2) + "\n")


@pytest.mark.parametrize("line", ["/move 2330 2025-02-03", "/dinnerlist 2025-02-03"])
async def test_the_day_of_the_founding_story(golden: Golden, line: str) -> None:
    """Real answers as a server reads them."""
    reply = await Banquet(actions=MemoryActions(complete=False)).ask(line, "zh-TW")
    name = line.split(maxsplit=1)[0].strip("/")
    golden(f"discord/{name}.json", json.dumps(_json(reply), ensure_ascii=False, indent=2) + "\n")


@pytest.mark.parametrize(
    ("tone", "palette", "colour"),
    [
        (Tone.UP, "red_up", 0xD62828),
        (Tone.DOWN, "red_up", 0x107D40),
        (Tone.UP, "green_up", 0x107D40),
        (Tone.DOWN, "green_up", 0xD62828),
        (Tone.UP, "color_blind", 0xC45E00),
        (Tone.DOWN, "color_blind", 0x0068B7),
        (Tone.FLAT, "red_up", None),
        (Tone.NONE, "red_up", None),
    ],
)
def test_the_bar_has_the_colour_that_was_set(
    tone: Tone, palette: Palette, colour: int | None
) -> None:
    """A rise is red in Taiwan, and another colour where the chat says so."""
    assert _json(Reply("x", tone=tone, look=Look(palette)))[0][0].get("color") == colour


def test_the_title_carries_the_direction_once() -> None:
    """Colour alone would not tell everyone; an arrow that is there already is enough."""
    titles = [_json(Reply(title, tone=Tone.UP))[0][0]["title"] for title in ("微星", "微星 ▲15")]
    assert titles == ["▲ 微星", "微星 ▲15"]


def test_a_long_table_goes_on_under_its_head() -> None:
    """Every page of a table is a code block of its own with the column titles."""
    rows = tuple((Span(str(n)), Span("名" * 10)) for n in range(600))
    messages = _json(Reply("t", (Table((Column("代號"), Column("名稱", wide=True)), rows),)))
    pages = [str(embed["description"]) for message in messages for embed in message]
    assert len(pages) > 1
    assert all(p.startswith("```\n代號 名稱\n") and p.endswith("\n```") for p in pages)
    shown = [line for page in pages for line in page.splitlines()[2:-1]]
    assert [line.split()[0] for line in shown] == [str(n) for n in range(600)]


def test_a_wide_screen_shows_longer_names() -> None:
    """Where the chat wants tables for wide screens."""
    wide = replace(REPLY, look=Look(width="desktop"))
    assert "很" * 12 not in str(_json(REPLY))
    assert "很" * 12 in str(_json(wide))


def test_a_table_fits_a_phone() -> None:
    """Wide text stands last and is cut, so that no line has more than 34 cells."""
    description = str(_json(REPLY)[0][0]["description"])
    table = description.split("```", 2)[1].strip().splitlines()
    assert max(map(width, table)) <= 34
    assert table[1] == "2330 -5.73% 台積電"


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(lambda t: t * 60)
SPANS = st.builds(Span, TEXTS, st.sampled_from(Tone), st.booleans(), st.booleans())
LINES = st.lists(st.lists(SPANS, max_size=3).map(tuple), max_size=3).map(tuple)
COLUMNS = st.builds(Column, TEXTS, st.sampled_from(("left", "right")), st.booleans())
TABLES = st.integers(1, 3).flatmap(
    lambda n: st.builds(
        Table,
        st.lists(COLUMNS, min_size=n, max_size=n).map(tuple),
        st.lists(st.lists(SPANS, min_size=n, max_size=n).map(tuple), max_size=40).map(tuple),
        st.none() | TEXTS,
    )
)
BLOCKS = st.one_of(
    st.builds(Paragraph, LINES),
    TABLES,
    st.builds(Details, TEXTS, LINES),
    st.builds(Examples, st.lists(st.tuples(TEXTS, TEXTS), max_size=4).map(tuple)),
)
REPLIES = st.builds(
    Reply, title=TEXTS, blocks=st.lists(BLOCKS, max_size=5).map(tuple),
    source=st.none() | TEXTS, tone=st.sampled_from(Tone),
)  # fmt: skip


@given(REPLIES)
def test_any_reply_is_within_discords_limits(reply: Reply) -> None:
    """Whatever a reply holds, Discord takes every message of it."""
    for embeds in _json(reply):
        check_message({"embeds": embeds, "allowed_mentions": {"parse": []}}, new=True)

"""What is chosen shows: in answers, in pushes, in what is typed without saying everything."""

from dataclasses import replace
from datetime import time

import pytest

from bot.core.i18n import say_in
from bot.core.principals import Principal
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.core.settings import Layer, Layers
from bot.platforms.console.render import Ink, written
from bot.platforms.discord.render import render as discord_render
from bot.platforms.telegram.render import render as telegram_render
from bot.platforms.web.render import fragment
from tests.choice_fakes import FakeAdmins
from tests.fakes import GROUP, Table

ADMIN = Principal("telegram", 99)
FALL = "/move 2330 2025-02-03"


def table() -> Table:
    """Return a Banquet in a group with an admin."""
    return Table(admins=FakeAdmins({ADMIN.id}))


async def ask(one: Table, line: str, **more: object) -> Reply:
    """Write a line in the group, in English."""
    request = Request(GROUP, ADMIN, line, one.clock.now(), addressed=True, speak="en")
    reply = await one.core.answer(replace(request, **more))  # type: ignore[arg-type]  # its fields
    assert reply is not None
    assert reply.ok, reply.title
    return reply


@pytest.mark.parametrize(
    ("value", "bar", "ink"),
    [("red_up", 0x107D40, "32"), ("green_up", 0xD62828, "31"), ("color_blind", 0x0068B7, "34")],
)
async def test_colours(value: str, bar: int, ink: str) -> None:
    """A fall on Discord, on the terminal and on the page; by question and by the clock."""
    one = table()
    await ask(one, f"/settings colors {value}")
    due = Layers(chat=Layer({"colors": value}))
    for reply in (await ask(one, FALL), await ask(table(), FALL, layers=due)):
        assert discord_render(reply)[0][0].colour == bar
        assert f"\x1b[{ink};1m" in written(reply, Ink(colors=True))
        assert (f'data-palette="{value}"' in fragment(reply, say_in("en"))) == (value != "red_up")


async def test_a_wide_screen() -> None:
    """Names that a phone's line cuts are whole, on Telegram and on Discord."""
    one = table()
    narrow = await ask(one, "/basket ai 2025-02-03")
    await ask(one, "/settings width desktop")
    wide = await ask(one, "/basket ai 2025-02-03")
    assert _cuts(narrow) > _cuts(wide)


async def test_the_default_basket() -> None:
    """`/basket` alone is about it."""
    one = table()
    await ask(one, "/settings basket dinner")
    assert "dinner" in (await ask(one, "/basket")).title


async def test_typed_times_are_the_chats() -> None:
    """Unless the order names a zone; the offer to subscribe again says the same."""
    one = table()
    await ask(one, "/settings zone Europe/London")
    await ask(one, "/subscribe 07:00 /digest morning")
    await ask(one, "/subscribe 15:00 Asia/Taipei /movers")
    morning, movers = await one.subscriptions.of(GROUP)
    assert (morning.schedule.at, morning.schedule.zone) == (time(7), "Europe/London")
    assert movers.schedule.zone == "Asia/Taipei"
    gone = await ask(one, "/unsubscribe all")
    for row in gone.buttons:
        await ask(one, row[0].line)
    again = await one.subscriptions.of(GROUP)
    assert [order.schedule for order in again] == [morning.schedule, movers.schedule]


def _cuts(reply: Reply) -> int:
    """Count the names that are cut."""
    embeds = [embed.description for message in discord_render(reply) for embed in message]
    return "".join((*telegram_render(reply).texts, *embeds)).count("…")

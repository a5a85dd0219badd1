"""The panel of settings and its pages as each door shows them, and labels that fit a phone."""

import json
from dataclasses import replace

import pytest

from bot.core.audit import Author
from bot.core.i18n import say_in
from bot.core.own_baskets import OwnBasket, holder_of
from bot.core.principals import Chat, ChatKind, Principal
from bot.core.remote import prefix_of
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.core.setting_list import SETTINGS
from bot.core.text import width
from bot.platforms.console.render import Ink, written
from bot.platforms.discord.buttons import stored_buttons
from bot.platforms.discord.render import render as discord_render
from bot.platforms.telegram.pushing import button_id
from bot.platforms.telegram.render import render as telegram_render
from bot.platforms.web.render import fragment
from tests.choice_fakes import FakeAdmins
from tests.fakes import Table
from tests.golden import Golden

GROUP = Chat("telegram", -1002223334445, ChatKind.GROUP)
TOPIC = replace(GROUP, topic=7)
ADMIN = Principal("telegram", 99)
PAGES = ("", "colors", "quiet", "commands_off")
CELLS = {1: 40, 2: 16, 3: 12}
"""Cells of a label that a phone shows, by the buttons of the row."""
BY = "telegram:99"


def _request(line: str, language: str, chat: Chat = GROUP) -> Request:
    """Return a line of the group's admin."""
    return Request(chat, ADMIN, line, Table().clock.now(), addressed=True, speak=language)


async def _ask(table: Table, line: str, language: str, chat: Chat = GROUP) -> Reply:
    """Ask as the admin of a group."""
    reply = await table.core.answer(_request(line, language, chat))
    assert reply is not None
    return reply


def _telegram(reply: Reply, language: str) -> str:
    """Write messages and keyboard as Telegram gets them."""
    assert language
    shown = telegram_render(reply)
    rows = [" | ".join(button.label for button in row) for row in shown.rows]
    return "\n".join((*shown.texts, *(f"[{row}]" for row in rows)))


def _discord(reply: Reply, language: str) -> str:
    """Write embeds and components as Discord gets them."""
    rows, _ = stored_buttons(reply.buttons, _request("", language), shared=reply.shared)
    embeds = [embed.payload() for message in discord_render(reply) for embed in message]
    text = json.dumps(embeds, ensure_ascii=False, indent=1)
    return "\n".join((text, *(" | ".join(f"[{one.label}]" for one in row) for row in rows)))


def _web(reply: Reply, language: str) -> str:
    """Write the page's fragment."""
    return fragment(reply, say_in(language))


def _console(reply: Reply, language: str) -> str:
    """Write what the terminal shows."""
    assert language
    return written(reply, Ink(colors=False))


DOORS = {"telegram": _telegram, "discord": _discord, "web": _web, "console": _console}


@pytest.mark.parametrize("language", ["zh-TW", "en"])
@pytest.mark.parametrize("door", DOORS)
async def test_the_panel_and_three_pages(door: str, language: str, golden: Golden) -> None:
    """As people see them."""
    table, shows = Table(admins=FakeAdmins({ADMIN.id})), DOORS[door]
    shown = [shows(await _ask(table, f"/settings {page}", language), language) for page in PAGES]
    golden(f"settings/{door}_{language}.txt", "\n\n".join(shown) + "\n")


LONG = {
    "quiet": "22:30-06:45",
    "zone": "America/Argentina/ComodRivadavia",
    "basket": "semiconductors_and_more",
    "commands_off": "history index move since",
    "colors": "color_blind",
    "width": "desktop",
    "cooldown": "5m",
    "fade": "10m",
}


@pytest.mark.parametrize("language", ["zh-TW", "en"])
@pytest.mark.parametrize("values", [{}, LONG])
@pytest.mark.parametrize("chat", [GROUP, TOPIC])
async def test_labels_fit_a_phone(chat: Chat, values: dict[str, str], language: str) -> None:
    """Whatever is chosen: the panel is whole, no label is cut by the phone, lines stay short."""
    table = Table(admins=FakeAdmins({ADMIN.id}))
    by = Author(BY, table.clock.now())
    own = OwnBasket("semiconductors_and_more", "半導體與更多很長的名字 Semiconductors")
    assert await table.own_baskets.put(holder_of(GROUP), None, own, by)
    for key, value in values.items():
        topical = bool(chat.topic) and key != "commands_off"
        assert await table.chats.choose(chat, key, value, by, in_topic=topical)
    panel = await _ask(table, "/settings", language, chat)
    assert [line.split()[1] for line in _lines(panel)[: len(SETTINGS)]] == [
        setting.key for setting in SETTINGS
    ]
    pages = [await _ask(table, f"/settings {one.key}", language, chat) for one in SETTINGS]
    topics = [await _ask(table, f"/settings {one.key} topic", language, chat) for one in SETTINGS]
    for reply in (panel, *pages, *topics):
        assert len(reply.buttons) <= 8
        for row in reply.buttons:
            assert all(width(button.label) <= CELLS[len(row)] for button in row), row
        for line in _lines(reply):
            assert len(line.encode()) <= 64, line
            assert len(button_id(f"{prefix_of(chat)} {line}").encode()) <= 64


def _lines(reply: Reply) -> list[str]:
    """Return the lines of a reply's buttons."""
    return [button.line for row in reply.buttons for button in row]

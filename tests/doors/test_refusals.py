"""A refused command leaves the database byte for byte as it was."""

import sqlite3
from pathlib import Path

from bot.app import Banquet
from bot.core.principals import Access, Chat, ChatKind, Principal
from bot.core.registry import registry
from bot.core.requests import Request
from tests.choice_fakes import FakeAdmins
from tests.doors.conftest import banquet_in

GROUP = Chat("telegram", -100123, ChatKind.GROUP)
VALUES = {
    "settings": "colors green_up",
    "lang": "en",
    "subscribe": "14:45 /digest",
    "subscriptions": "1 pause",
    "unsubscribe": "1",
    "editors": "add 7",
    "basket_new": "mine 2330",
    "basket_delete": "mine yes",
    "forget": "yes",
    "undo": "1",
}


def contents(folder: Path) -> list[str]:
    """Return everything that the database holds."""
    with sqlite3.connect(next(folder.glob("*.sqlite3"))) as connection:
        return list(connection.iterdump())


async def ask(banquet: Banquet, line: str, who: int) -> bool:
    """Write a line in the group and tell whether it was done."""
    request = Request(
        GROUP, Principal("telegram", who), line, banquet.clock.now(), addressed=True, language="en"
    )
    reply = await banquet.core.answer(request)
    return reply is not None and reply.ok


async def test_nothing_is_written(folder: Path) -> None:
    """By a member, with every command that changes something, after an admin set the group up."""
    async with banquet_in(folder) as banquet:
        banquet.admins["telegram"] = FakeAdmins({99})
        assert await ask(banquet, "/subscribe 14:45 /digest", 99)
        assert await ask(banquet, "/basket new mine 2330", 99)
        before = contents(folder)
        for command in registry.commands:
            if command.access is not Access.ANYONE:
                line = f"/{command.spoken} {VALUES.get(command.name, '')}"
                assert not await ask(banquet, line, 7), line
                assert contents(folder) == before, line

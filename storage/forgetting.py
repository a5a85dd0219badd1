"""Forget a chat: first what could still be sent, then what was, at last the wish itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.core.chat_life import Forgotten
from bot.core.principals import Chat
from storage.database import Database
from storage.forgotten_people import forget_person
from storage.forgotten_rows import (
    Wish,
    delete_rows,
    done,
    remember,
    remembered,
    sent,
    silence,
    waits,
)
from storage.forgotten_updates import blank_updates

PAGE = 5_000
"""Messages deleted in one transaction."""
SETTLING = timedelta(minutes=5)
"""How long the wish and its answer may take to be written down."""


async def forget(database: Database, chat: Chat, person: int, at: datetime) -> Forgotten:
    """Delete everything about a chat, and what names the person behind it in other chats."""
    wish = Wish(chat.platform, chat.id, person, at)
    lock = not database.is_sqlite
    ids, gone = await database.write(lambda connection: silence(connection, wish, lock=lock))
    messages = await _clear(database, wish, ids, at)
    updates = await blank_updates(database, chat.platform, [*ids, person], at)
    await database.truncate_log()
    return Forgotten(
        settings=gone["settings"] + gone["topic_settings"],
        subscriptions=gone["subscriptions"],
        messages=gone["unsent"] + messages,
        buttons=gone["buttons"],
        updates=updates,
        baskets=gone["baskets"] + gone["shares"],
        editors=gone["editors"],
        changes=gone["audit"],
        named=gone.get("named", 0),
    )


async def forget_somebody(
    database: Database, platform: str, person: int, at: datetime
) -> Forgotten:
    """Delete what is a person's own in all chats, and name them nowhere any more."""
    wish = Wish(platform, 0, person, at)

    def work(connection: Connection) -> dict[str, int]:
        """Delete, and remember that the wish itself is to go."""
        gone = forget_person(connection, platform, person)
        remember(connection, wish)
        return gone

    gone = await database.write(work)
    updates = await blank_updates(database, platform, [person], at)
    await database.truncate_log()
    return Forgotten(
        buttons=gone["buttons"],
        updates=updates,
        baskets=gone["baskets"],
        editors=gone["editors"],
        named=gone["named"],
    )


async def finish_forgetting(database: Database, now: datetime) -> int:
    """Delete the wishes of the last minutes and their answers too; return how many are done."""
    ended = 0
    wishes = await database.read(remembered)
    for wish in wishes:
        until = wish.at + SETTLING
        if wish.chat:
            await _clear(database, wish, [wish.chat], until)
        await blank_updates(database, wish.platform, [wish.chat, wish.person], until)
        if now > until and not await database.read(partial(waits, wish=wish, until=until)):
            await database.write(partial(done, wish=wish))
            ended += 1
    if wishes:
        await database.truncate_log()
    return ended


async def _clear(database: Database, wish: Wish, ids: Sequence[int], until: datetime) -> int:
    """Delete what was sent to the chat up to an instant, a bounded batch after another."""
    rows = await database.read(partial(sent, wish=wish, ids=ids, until=until))
    for at in range(0, len(rows), PAGE):
        await database.write(partial(delete_rows, rows=rows[at : at + PAGE]))
    return len(rows)

"""What `/privacy` tells is what there is; `/mydata` and `/forget` reach all of it, on both."""

import json
import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.ports import Arrival, Handled, StoredButton
from bot.core.principals import Chat, Principal
from bot.core.privacy_list import KEPT, OF_THE_MARKET, OF_THE_PROGRAM
from bot.core.replies import Reply
from bot.core.tickets import Ticket
from storage.backup import back_up
from storage.forgetting import SETTLING, finish_forgetting
from storage.own_baskets import LASTING
from storage.retention import RULES, forget_old
from storage.store import Store
from storage.tables import metadata
from tests.fakes import TODAY, FakeClock
from tests.storage.rows import BOT, part, select
from tests.storage.served import ADMIN, GROUP, Served
from tests.telling import text_of

CANARY = "kanarie-77-q"
TOPIC = replace(GROUP, topic=7)
PERSON = 4242424


@pytest.fixture
def served(store: Store, clock: FakeClock) -> Served:
    """Return a core over the store."""
    return Served(store, clock)


def test_what_is_told_is_what_there_is() -> None:
    """Each table in one place, and each time as the sweeper has it."""
    told = [table for kept in KEPT for table in kept.tables]
    assert sorted([*told, *OF_THE_MARKET, *OF_THE_PROGRAM]) == sorted(metadata.tables)
    swept = {rule.table: rule.kept.days for rule in RULES if rule.table not in OF_THE_MARKET}
    assert {t: k.days for k in KEPT for t in k.tables if k.days is not None} == swept
    assert {k.lives for k in KEPT if k.tables == ("basket_shares",)} == {LASTING.days}


async def traces(store: Store, *marks: str) -> set[str]:
    """Name every table with a row that shows one of the marks."""
    found = set()
    for name in metadata.tables:
        rows = await select(store, f"SELECT * FROM {name}")  # noqa: S608 - our own tables
        found |= {name for row in rows if any(mark in str(row) for mark in marks)}
    return found


def _update(number: int, person: int, chat: int, words: str) -> Arrival:
    """Return an update as Telegram sends it and the inbox keeps it."""
    sender, place = {"id": person, "first_name": words}, {"id": chat}
    message = {"date": 1, "from": sender, "chat": place, "text": words}
    return Arrival(number, json.dumps({"update_id": number, "message": message}), TODAY)


async def _fill(served: Served, chat: Chat, who: int) -> None:
    """Leave a canary in every text that a chat can store, by its own commands where there are."""
    store = served.store
    for line in (
        f"/basket new {CANARY} 2330 2317",
        f"/basket add {CANARY} 2382",
        f"/basket export {CANARY}",
        f"/settings basket {CANARY}",
        "/settings colors green_up",
        f"/subscribe 14:45 /basket {CANARY}",
        "/subscribe close",
        "/editors add 50" if chat.id < 0 else "/watch add 2330",
    ):
        reply = await served.ask(line, who, chat)
        assert reply.ok, (line, text_of(reply))
    await served.ask("/settings pictures off topic", who, replace(chat, topic=7))
    number = 1 if chat.id < 0 else 2
    await store.inbox.keep(BOT, [_update(number, who, chat.id, CANARY)])
    button = StoredButton(f"v1.{chat.id}", f"/move {CANARY}", "telegram", chat.id, who, TODAY)
    await store.inbox.settle(
        BOT, [Handled(number, [part(f"{chat.id}", chat.id, CANARY)], [button])]
    )
    await store.tickets.issue(
        Ticket("settings", chat), Principal("telegram", who), served.clock.now()
    )


def _files(folder: Path) -> bytes:
    """Return all bytes of a store's folder, and of a copy made now."""
    back_up(f"sqlite+aiosqlite:///{folder / 'banquet.db'}", folder / "copy")
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


OF_A_CHAT = {
    "chats", "subscriptions", "baskets", "basket_shares", "audit", "inbox", "outbox", "content",
    "buttons", "tickets",
}  # fmt: skip


@pytest.mark.parametrize(("chat", "who"), [(GROUP, ADMIN), (Chat("telegram", PERSON), PERSON)])
async def test_nothing_of_a_chat_is_left(
    served: Served, tmp_path: Path, caplog: pytest.LogCaptureFixture, chat: Chat, who: int
) -> None:
    """No table, no byte of a file, no copy made afterwards, no line of the log (E16)."""
    caplog.set_level(logging.DEBUG)
    store, marks = served.store, (CANARY, str(abs(chat.id)))
    await _fill(served, chat, who)
    before = await traces(store, *marks)
    assert before >= OF_A_CHAT
    assert (await served.ask("/forget yes", who, chat)).ok
    served.clock.pass_time(SETTLING.total_seconds() + 1)
    await finish_forgetting(store.database, served.clock.now())
    assert await traces(store, *marks) == set()
    assert not any(mark in caplog.text for mark in marks)
    if store.database.is_sqlite:
        await store.close()
        held = _files(tmp_path)
        assert not any(mark.encode() in held for mark in marks)


async def test_a_person_is_named_nowhere_any_more(served: Served) -> None:
    """Their own rows go; a group keeps what they did for it, without their id."""
    store, person = served.store, str(PERSON)
    served.admins.ids.add(PERSON)
    await _fill(served, GROUP, PERSON)
    await served.ask("/watch add 2330", PERSON)
    served.admins.ids.discard(PERSON)
    await served.ask(f"/editors add {PERSON}")
    orders = await store.subscriptions.of(GROUP)
    assert await traces(store, person) >= {"subscriptions", "audit", "baskets", "editors", "inbox"}
    assert (await served.ask("/forget me yes", PERSON)).ok
    served.clock.pass_time(SETTLING.total_seconds() + 1)
    await finish_forgetting(store.database, served.clock.now())
    assert await traces(store, person) == set()
    kept = await store.subscriptions.of(GROUP)
    assert [replace(one, made_by=0) for one in orders] == list(kept)
    log = text_of(await served.ask("/log 20"))
    assert "somebody forgotten · Basket" in log
    assert "somebody forgotten is an editor now." in log
    assert (await served.ask("/undo")).ok


def _file(reply: Reply) -> Any:
    """Return what the file of an answer holds."""
    [file] = reply.attachments
    assert file.name == "mydata.json"
    return json.loads(file.text)


async def test_my_data_has_everything_about_me_and_nobody_else(served: Served) -> None:
    """Orders, changes, list, editor's rights, buttons, texts; in private the chat's too."""
    inbox, mine = served.store.inbox, Chat("telegram", PERSON)
    served.admins.ids.add(PERSON)
    await _fill(served, GROUP, PERSON)
    await _fill(served, mine, PERSON)
    await served.ask(f"/editors add {PERSON}")
    await served.ask("/subscribe 15:00 /movers", ADMIN)
    await inbox.keep(BOT, [_update(3, 555, 555, "somebody else's words")])
    await inbox.settle(BOT, [Handled(3)])
    held = _file(await served.ask("/mydata", PERSON, mine))
    you, chat = held["you"], held["private_chat"]
    lines = [one["line"] for one in you["orders"]]
    assert (lines.count(f"/basket {CANARY}"), lines.count("/movers")) == (2, 0)
    assert you["editor_of"][0]["chat"] == GROUP.id
    assert you["list"][0]["code"] == "2330"
    assert you["buttons"] == [{"count": 2}]
    assert [one["text"] for one in you["texts"]] == [CANARY, CANARY]
    assert (len(chat["subscriptions"]), chat["baskets"][0]["name"]) == (2, CANARY)
    assert CANARY in chat["messages"][0]["body"]
    assert not any(other in json.dumps(held) for other in ("somebody else", '"telegram:99"'))


async def test_a_ban_is_in_ones_data(served: Served) -> None:
    """With its reason; the one who made it is not told."""
    await served.alone(f"/ban person telegram:{PERSON} floods")
    about = await served.store.personal_data.about(
        Principal("telegram", PERSON), served.clock.now()
    )
    assert "floods" in str(about["bans"])
    assert "telegram:1'" not in str(about["bans"])


async def test_the_record_is_kept_for_a_year(served: Served) -> None:
    """Not a day longer."""
    await served.ask("/settings colors green_up")
    now = served.clock.now()
    await forget_old(served.store.database, now + timedelta(days=365))
    assert len(await served.store.audit.entries(GROUP, 9)) == 1
    await forget_old(served.store.database, now + timedelta(days=365, seconds=1))
    assert await served.store.audit.entries(GROUP, 9) == []


async def test_privacy_tells_every_kind(served: Served) -> None:
    """In a line each, with its time."""
    told = text_of(await served.ask("/privacy"))
    assert all(kept.what in told for kept in KEPT)
    assert "365 days" in told

"""Who is heard: every kind of update that could carry a command, and the one that does."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.core.principals import ChatKind, Principal
from bot.platforms.telegram.addressing import Me
from bot.platforms.telegram.gate import Ignored, Press, Question, Read, read_update
from tests.standins.telegram.people import ALICE, GROUP, People
from tests.standins.telegram.refusals import JSON
from tests.standins.telegram.world import BOT, World

ME = Me(BOT["id"], BOT["username"])
PEOPLE = People(World(), datetime(2026, 1, 5, tzinfo=UTC))
ANONYMOUS = {"id": 1087968824, "is_bot": True, "username": "GroupAnonymousBot"}
CHANNEL_BOT = {"id": 136817688, "is_bot": True}
SERVICE = {"id": 777000, "is_bot": False}
CHANNEL = {"id": -1009, "type": "channel"}


def heard(text: str | None = "/set x", **extra: Any) -> Read:
    """Read a message in the group."""
    return read_update({"message": PEOPLE.message(text, chat=PEOPLE.group, **extra)}, ME)


def asked(read: Read) -> Question:
    """Return a read that is a question."""
    assert isinstance(read, Question), read
    return read


@pytest.mark.parametrize(
    "extra",
    [
        {"from": SERVICE, "sender_chat": CHANNEL, "is_automatic_forward": True},
        {"from": SERVICE, "sender_chat": CHANNEL},
        {"from": SERVICE},
        {"from": CHANNEL_BOT, "sender_chat": CHANNEL},
        {"from": CHANNEL_BOT},
        {"from": ANONYMOUS},
        {"from": ANONYMOUS, "sender_chat": CHANNEL},
        {"sender_chat": CHANNEL},
        {"sender_chat": {"id": GROUP, "type": "supergroup"}},
        {"from": {"id": ALICE, "is_bot": True}},
        {"from": {"id": ALICE}},
        {"from": None},
        {"forward_origin": {"type": "user"}},
        {"forward_date": 1},
        {"via_bot": BOT},
        {"business_connection_id": "b"},
        {"edit_date": 5},
        {"chat": CHANNEL},
        {"chat": {"id": ALICE + 1, "type": "private"}},
        {"text": None, "caption": "/set x"},
        {"text": None, "quote": {"text": "/set x"}},
        {"date": 0},
        {"message_id": True},
    ],
    ids=str,
)
def test_ignores_what_nobody_typed_here(extra: JSON) -> None:
    """Stand-ins, contradictions, forwards, captions and quotes are no questions (F03 to F09)."""
    kept = {"text": "/set x", "chat": PEOPLE.group, **extra}
    update = PEOPLE.message(kept.pop("text"), **kept)

    assert isinstance(read_update({"message": update}, ME), Ignored)


@pytest.mark.parametrize(
    "kind",
    ["edited_message", "channel_post", "edited_channel_post", "business_message",
     "edited_business_message", "my_chat_member", "message_reaction", "inline_query", "new_kind"],
)  # fmt: skip
def test_ignores_every_other_kind_of_update(kind: str) -> None:
    """Only messages and presses are heard (F05 to F07)."""
    message = PEOPLE.message("/set x", chat=PEOPLE.group)

    assert isinstance(read_update({kind: message}, ME), Ignored)


def test_an_anonymous_admin_speaks_as_the_group() -> None:
    """Telegram itself vouches that such a sender is an admin (F02)."""
    sender = {"id": GROUP, "type": "supergroup"}

    question = asked(heard("/set x", **{"from": ANONYMOUS, "sender_chat": sender}))

    assert question.request.principal == Principal("telegram", GROUP, admin=True)


def test_a_member_is_not_taken_for_an_admin() -> None:
    """What an update does not prove is left for the platform to say."""
    assert asked(heard()).request.principal == Principal("telegram", ALICE)


@pytest.mark.parametrize(
    ("typed", "text", "addressed"),
    [
        ("/move 2330", "/move 2330", False),
        ("/move@StandInBanquetBot 2330", "/move 2330", True),
        ("/move@standinbanquetbot\n2330", "/move 2330", True),
        ("/help@StandInBanquetBot", "/help", True),
        ("@StandInBanquetBot 2330 2/3", "2330 2/3", True),
        ("台積電 @standinbanquetbot", "台積電", True),
        ("@StandInBanquetBotX 2330", "@StandInBanquetBotX 2330", False),
        ("/sеt x", "/sеt x", False),
    ],
)
def test_finds_whom_a_text_speaks_to(typed: str, text: str, addressed: bool) -> None:  # noqa: FBT001 - a row of the table
    """The bot's own name is cut out; a look-alike word stays what it is (F08)."""
    entities = []
    at = typed.lower().find("@standinbanquetbot")
    if not typed.startswith("/") and at >= 0:
        length = len(typed.split("@", 1)[1].split(maxsplit=1)[0]) + 1
        entities = [{"type": "mention", "offset": at, "length": length}]

    request = asked(heard(typed, entities=entities)).request

    assert (request.text, request.addressed) == (text, addressed)


def test_ignores_a_command_for_another_bot() -> None:
    """Another bot's suffix makes it another bot's command, in private too (F08)."""
    private = {"message": PEOPLE.message("/set@OtherBot x")}

    assert isinstance(heard("/set@OtherBot x"), Ignored)
    assert isinstance(read_update(private, ME), Ignored)


def test_a_reply_to_the_bot_is_meant_for_it() -> None:
    """But not the service message that every message of a topic seems to reply to."""
    mine = {"message_id": 1, "from": BOT}

    assert asked(heard(reply_to_message=mine)).request.addressed
    assert not asked(heard(reply_to_message={**mine, "forum_topic_created": {}})).request.addressed
    assert not asked(heard(reply_to_message={"from": {"id": 5}})).request.addressed


def test_a_name_without_username_can_be_mentioned() -> None:
    """Some clients mention by id."""
    mark = {"type": "text_mention", "offset": 0, "length": 2, "user": BOT}

    assert asked(heard("開宴 2330", entities=[mark])).request.text == "2330"


def test_a_press_without_its_message_has_no_chat() -> None:
    """Telegram leaves old messages out, or shows them with date 0 (F11)."""
    query = {"id": "1", "from": {"id": ALICE, "is_bot": False}, "data": "v1.x"}
    old = {**query, "message": {"message_id": 5, "date": 0, "chat": PEOPLE.group}}

    absent, unreadable = (read_update({"callback_query": q}, ME) for q in (query, old))

    assert isinstance(absent, Press)
    assert absent.chat is None
    assert isinstance(unreadable, Press)
    assert unreadable.chat is not None
    assert unreadable.chat.kind is ChatKind.GROUP
    assert unreadable.message is None

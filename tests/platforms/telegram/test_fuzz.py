"""Updates of every shape: the bot lives, answers who asks properly, and logs no error."""

import os
import random

import pytest

from tests.platforms.telegram.door import Door
from tests.standins.telegram.people import ALICE
from tests.standins.telegram.refusals import JSON

COUNT = int(os.environ.get("FUZZED_UPDATES", "1000"))
SEED = int(os.environ.get("FUZZ_SEED", "20250203"))
ODD: tuple[object, ...] = (
    None, True, False, 0, -1, 1 << 31, 1 << 53, 1 << 70, 1.5, "", "x", "\u202e", "\ud800", "0",
    "@StandInBanquetBot", "/move@", [], [[]], {}, {"id": {}}, [None] * 3, "x" * 5000,
)  # fmt: skip
FIELDS = (
    "sender_chat", "via_bot", "forward_origin", "reply_to_message", "entities", "is_topic_message",
    "message_thread_id", "edit_date", "caption", "quote", "business_connection_id", "new_field",
)  # fmt: skip
ALLOWED_UPDATES = {"message", "callback_query"}
KINDS = ("message", "callback_query", "edited_message", "channel_post", "new_kind")


def mangled(value: object, chance: random.Random) -> object:
    """Replace a few places of an update with something odd, or leave them out."""
    if chance.random() < 0.08:
        return chance.choice(ODD)
    if isinstance(value, dict):
        kept = {key: mangled(one, chance) for key, one in value.items() if chance.random() > 0.04}
        extra = {chance.choice(FIELDS): chance.choice(ODD)} if chance.random() < 0.2 else {}
        return kept | extra
    return value


def fuzzed(door: Door, chance: random.Random) -> JSON:
    """Return one update that may be anything but its id."""
    mention = {"type": "mention", "offset": chance.choice([0, 3, -1]), "length": 18}
    text = chance.choice(["/move 2330", "2330 2/3", "@StandInBanquetBot 2330", "/set@Other x"])
    message = door.people.message(text, entities=[mention])
    query = {"id": "q", "from": message["from"], "data": "v1.AAAAAAAAAAAA", "message": message}
    kind = chance.choice(KINDS)
    return {kind: mangled(query if kind == "callback_query" else message, chance)}


@pytest.mark.slow
async def test_lives_through_anything(polled: Door, caplog: pytest.LogCaptureFixture) -> None:
    """No shape of an update raises, and what is said after it is still answered (B11)."""
    chance = random.Random(SEED)  # noqa: S311 - a seed to find failures again
    polled.people.join(ALICE, "private")
    made = [fuzzed(polled, chance) for _ in range(COUNT)]
    pushed = [(polled.world.push(update), update) for update in made]
    heard = [number for number, update in pushed if ALLOWED_UPDATES & update.keys()]
    await polled.settled(*heard, polled.people.say("/move end"))

    assert polled.world.shown(ALICE)[-1] == "move: end\n4001"
    assert [r.getMessage() for r in caplog.records if r.levelname in ("ERROR", "CRITICAL")] == []

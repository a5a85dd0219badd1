"""Who may change a group's settings, as Telegram itself tells."""

import pytest

from bot.core.principals import Chat, ChatKind, Principal
from tests.platforms.telegram.door import Door
from tests.standins.telegram.faults import Fault
from tests.standins.telegram.people import ALICE, GROUP

ANONYMOUS = {"id": 1087968824, "is_bot": True}


@pytest.mark.parametrize(
    ("status", "allowed"),
    [("creator", True), ("administrator", True), ("member", False), ("restricted", False),
     ("left", False), ("kicked", False)],
)  # fmt: skip
async def test_only_those_who_run_the_group(polled: Door, status: str, allowed: bool) -> None:  # noqa: FBT001 - a row of the table
    """Members, the demoted and the kicked change nothing (F13)."""
    polled.world.members[GROUP, ALICE] = status
    await polled.settled(polled.people.say_in_group("/set x"))

    assert (polled.core.effects == ["set x"]) is allowed


async def test_an_anonymous_admin_may(polled: Door) -> None:
    """The update proves it, so Telegram is not asked (F02)."""
    sender = {"id": GROUP, "type": "supergroup"}
    update = polled.people.message("/set x", chat=polled.people.group, sender_chat=sender)
    await polled.settled(polled.world.push({"message": update | {"from": ANONYMOUS}}))

    assert polled.core.effects == ["set x"]
    assert "getChatMember" not in polled.world.calls


@pytest.mark.parametrize("code", [400, 403, 500, 502])
async def test_nobody_may_when_telegram_cannot_tell(polled: Door, code: int) -> None:
    """It fails closed, and the message says why (F14)."""
    polled.world.members[GROUP, ALICE] = "creator"
    polled.world.faults.waiting.append(Fault("status", method="getChatMember", code=code))
    await polled.settled(polled.people.say_in_group("/set x"))

    assert polled.core.effects == []
    assert "could not check" in polled.world.ledger[0].text


async def test_nobody_may_when_the_answer_is_cut(polled: Door) -> None:
    """An answer that says no under status 200 is a no as well (F14)."""
    fault = Fault("ok_false_200", method="getChatMember")
    polled.world.faults.waiting.append(fault)
    await polled.settled(polled.people.say_in_group("/set x"))

    assert polled.core.effects == []
    with pytest.raises(Exception, match="ser not found"):
        await polled.core.admins.is_admin(
            Chat("telegram", GROUP, ChatKind.GROUP), Principal("telegram", 1)
        )

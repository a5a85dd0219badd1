"""Starting, stopping, and trouble at the other end."""

import asyncio
import logging

import pytest

from bot.core.errors import OperatorError
from tests.platforms.telegram.door import Door, open_door, run_room, stop
from tests.standins.telegram.faults import Fault, Flood
from tests.standins.telegram.people import ALICE
from tests.standins.telegram.server import TelegramStandIn


async def test_a_wrong_token_is_one_line() -> None:
    """The room stops and says what the operator has to mend (A21)."""
    async with open_door(start=False) as door:
        door.world.token = "123456789:another"
        with pytest.raises(OperatorError, match="token is not accepted"):
            await run_room(door)


async def test_a_revoked_token_ends_the_poll() -> None:
    """Also when it is revoked later."""
    async with open_door(start=False) as door:
        room = run_room(door)
        await door.until(lambda: "getUpdates" in door.world.calls)
        door.world.token = "123456789:another"
        door.people.say("/move 1")
        with pytest.raises(OperatorError, match="token is not accepted"):
            await room


async def test_waits_for_a_telegram_that_is_down() -> None:
    """Down at start, the room tries again until it is served (B18)."""
    async with open_door(start=False) as door:
        await door.standin.close()
        room = run_room(door)
        await door.until(lambda: len(door.clock.waits) >= 3)
        await door.standin.open()
        await door.settled(door.people.say("/move 2330"))
        await stop(room)

    assert door.world.shown(ALICE) == ["move: 2330\n4001"]


async def test_goes_on_when_telegram_comes_back(polled: Door) -> None:
    """Nothing is lost while Telegram is down."""
    await polled.settled(polled.people.say("/move 1"))
    await polled.standin.close()
    await asyncio.sleep(0.05)
    await polled.standin.open()
    await polled.settled(polled.people.say("/move 2"))

    assert polled.core.effects == ["move 1", "move 2"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("status", "getUpdates", times=3, code=502, body="<html>"),
        Fault("ok_false_200", "getUpdates", times=3, code=500),
        Fault("accept_then_garbage", "getMe"),
        Fault("ok_false_200", "getMe", times=2, code=500),
        Fault("status", "getWebhookInfo", code=500),
    ],
    ids=lambda fault: f"{fault.kind} {fault.method}",
)
async def test_survives_nonsense(fault: Fault) -> None:
    """Answers that are none are asked for again."""
    async with open_door(start=False) as door:
        door.world.faults.waiting.append(fault)
        room = run_room(door)
        await door.settled(door.people.say("/move 2330"))
        await stop(room)

    assert door.core.effects == ["move 2330"]


async def test_keeps_a_pause_that_is_asked_for() -> None:
    """A 429 on getUpdates is waited out as told."""
    async with open_door(start=False) as door:
        loop = asyncio.get_running_loop()
        door.world.faults.floods.append(Flood(None, loop.time() + 0.03, 7))
        room = run_room(door)
        await door.settled(door.people.say("/move 2330"))
        await stop(room)

    assert min(door.clock.waits) >= 1


async def test_two_pollers_are_told_apart(caplog: pytest.LogCaptureFixture) -> None:
    """A second bot with the token is named in the log, and polled at most every 3 s (B16)."""
    async with open_door() as door:
        await door.until(lambda: "getUpdates" in door.world.calls)
        door.world.webhook = {"url": "http://127.0.0.1:9/elsewhere"}
        assert door.world.poll is not None
        door.world.poll.set()
        door.people.say("/move 1")
        await door.until(lambda: len([s for s in door.clock.waits if s >= 3]) >= 2)

    assert len([r for r in caplog.records if "updates go elsewhere" in r.message]) == 1


async def test_a_foreign_webhook_is_reported_and_left(caplog: pytest.LogCaptureFixture) -> None:
    """Somebody else's webhook is not taken down (B17)."""
    async with open_door(start=False) as door:
        door.world.webhook = {"url": "http://127.0.0.1:9/elsewhere"}
        room = run_room(door)
        await door.until(lambda: "getUpdates" in door.world.calls)
        await stop(room)

    assert door.world.webhook
    assert "somebody else set" in caplog.text


async def test_our_own_webhook_is_taken_down() -> None:
    """Whoever goes back to polling need not tidy up by hand."""
    async with open_door(start=False) as door:
        url = door.settings.webhook_url
        door.world.webhook = {"url": url}
        await door.notes.write(f"{door.settings.bot}:webhook", url)
        room = run_room(door)
        await door.settled(door.people.say("/move 1"))
        await stop(room)

    assert not door.world.webhook


async def test_stopping_finishes_what_is_in_work() -> None:
    """A question in work is answered; one that was not begun stays in the inbox (B12)."""
    async with open_door(start=False) as door:
        door.core.gate = asyncio.Event()
        room = run_room(door)
        first, second = door.people.say("/move 1"), door.people.say("/move 2")
        await door.until(lambda: len(door.core.asked) == 1 and len(door.inbox.arrivals) == 2)
        room.cancel()
        await asyncio.sleep(0.02)
        door.core.gate.set()
        await asyncio.gather(room, return_exceptions=True)
        await door.settled(first)

        assert [handled.id for handled in door.inbox.settled] == [first]
        assert [row.id for row in await door.inbox.waiting("x", 9)] == [second]

        again = run_room(door)
        await door.settled(second)
        await stop(again)
    assert door.core.effects == ["move 1", "move 2"]


async def test_a_broken_store_loses_nothing(polled: Door) -> None:
    """Until an update is on disk it is not confirmed, and until it is settled it is kept."""
    await polled.settled(polled.people.say("/move 1"))
    polled.inbox.broken = 3
    await polled.settled(polled.people.say("/move 2"))
    polled.inbox.broken = 1
    await polled.settled(polled.people.say("/move 3"))

    assert polled.core.effects == ["move 1", "move 2", "move 3"]


async def test_a_reply_that_cannot_be_rendered_is_owned_up_to(
    polled: Door, caplog: pytest.LogCaptureFixture
) -> None:
    """The asker gets an incident key, not silence and not the error."""
    await polled.settled(polled.people.say("/break"))

    assert "#" in polled.world.shown(ALICE)[0]
    assert "AttributeError" not in polled.world.shown(ALICE)[0]
    assert "incident" in caplog.text


async def test_the_token_is_in_no_log_line(caplog: pytest.LogCaptureFixture) -> None:
    """At DEBUG, with every fault, neither token nor secret is written (G16, G17)."""
    for name in (None, "aiohttp", "asyncio", "telegram"):
        # An earlier test may have started the program, which quiets the libraries.
        caplog.set_level(logging.DEBUG, logger=name)
    for mode in ("polling", "webhook"):
        async with open_door(mode) as door:
            for kind in ("accept_then_reset", "accept_then_garbage", "ok_false_200", "status"):
                door.world.faults.waiting.append(Fault(kind))
            await door.settled(*[door.people.say(f"/move {n}") for n in range(6)])
            await door.standin.close()
            await asyncio.sleep(0.05)
            await door.standin.open()

    lines = "\n".join(f"{r.getMessage()} {r.exc_text} {r.__dict__}" for r in caplog.records)
    assert TelegramStandIn().world.token.split(":")[1] not in lines
    assert "a-secret_of-a-test" not in lines
    assert len(caplog.records) > 20

"""The drain at its ends: killed, restarted, stopped in order."""

import asyncio
from collections import Counter

import pytest

from bot.core.sending import Answer, Delivery, Part
from tests.delivery.conftest import Scene
from tests.delivery.platform import OK, turns
from tests.storage.rows import part, states


def _many(number: int, first_chat: int = 100) -> list[Part]:
    """Return parts for as many chats."""
    return [part(f"k{n}", chat=first_chat + n) for n in range(number)]


async def test_rows_in_flight_at_a_kill_are_sent_once_more(scene: Scene) -> None:
    """What had left unanswered goes again, marked; what had not left goes for the first time."""
    scene.platform.held = asyncio.Event()
    await scene.start(*_many(12))
    assert len(scene.platform.sent) == 8
    await scene.kill()
    scene.platform.held = None
    resent: list[str] = []

    def script(one: Delivery) -> Answer:
        """Note what is marked as sent again."""
        if one.resent:
            resent.append(one.part.key)
        return OK

    scene.platform.script = script
    await scene.start()
    await scene.all_in("sent", seconds=10)
    assert sorted(resent) == sorted(f"k{n}" for n in range(8))
    assert max(Counter(scene.platform.keys).values()) == 2


async def test_stopping_waits_for_answers_and_claims_nothing(scene: Scene) -> None:
    """A stop settles what comes back and leaves the rest for the next start."""
    scene.platform.held = asyncio.Event()
    await scene.start(*_many(12))
    stopping = asyncio.create_task(scene.stop())
    await turns(20)
    scene.platform.held.set()
    await stopping
    found = Counter((await states(scene.store)).values())
    assert found == {"sent": 8, "pending": 4}


@pytest.mark.slow
async def test_stopping_does_not_wait_for_ever(scene: Scene) -> None:
    """A send that never comes back is settled as unclear within five seconds."""
    scene.platform.held = asyncio.Event()
    await scene.start(part("a"))
    async with asyncio.timeout(5):
        await scene.stop()
    assert await states(scene.store) == {"a": "ambiguous"}

"""The clock of the digests, from its start."""

import asyncio
from contextlib import suppress
from datetime import time

import pytest

from bot.digests.tick import Tick
from tests.digests.conftest import Scene, taipei


async def test_a_start_restarts_what_the_old_calendar_ended(scene: Scene) -> None:
    """Before the first look."""
    order = await scene.order(at=time(14, 45))
    await scene.store.database.write(
        lambda at: at.exec_driver_sql("UPDATE subscriptions SET next_at = NULL, next_day = NULL")
    )
    looked = asyncio.Event()
    ticking = asyncio.create_task(Tick(scene.planner, scene.reviser, looked.set).run())
    await looked.wait()
    ticking.cancel()
    with suppress(asyncio.CancelledError):
        await ticking
    found = await scene.store.subscriptions.find(order.chat, order.id)
    assert found == order
    assert order.next
    assert order.next.at == taipei(2, 3, 14, 45)


async def test_a_clock_that_is_stopped_at_work_is_no_error(
    scene: Scene, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process took the lease over while a look was under way; who leads has said so."""
    at_work, looks = asyncio.Event(), 0

    async def look() -> int:
        """Come to an end the first time only."""
        nonlocal looks
        looks += 1
        if looks > 1:
            at_work.set()
            await asyncio.Event().wait()
        return 0

    monkeypatch.setattr("bot.digests.tick.EVERY_SECONDS", 0.01)
    monkeypatch.setattr("bot.digests.planner.Planner.look", lambda _self: look())
    ticking = asyncio.create_task(Tick(scene.planner, scene.reviser).run())
    await at_work.wait()
    ticking.cancel()
    with suppress(asyncio.CancelledError):
        await ticking
    await asyncio.sleep(0)
    assert caplog.records == []

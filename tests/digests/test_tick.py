"""The clock of the digests, from its start."""

import asyncio
from contextlib import suppress
from datetime import date, time

import pytest

from bot.digests.tick import Tick
from tests.digests.conftest import SaidPublication, Scene, taipei


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


class Stuck(SaidPublication):
    """A publication that never answers."""

    def __init__(self) -> None:
        """Nobody asked yet."""
        super().__init__()
        self.asked = asyncio.Event()

    async def lacking(self, session: date) -> bool:
        """Say that it was asked, and no more."""
        del session
        self.asked.set()
        return await asyncio.Event().wait()


async def test_a_clock_that_is_stopped_at_work_is_no_error(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    """Another process took the lease over while a look was under way; who leads has said so."""
    await scene.order(at=time(14, 45))
    scene.clock.at = taipei(2, 3, 14, 45)
    scene.planner.publication = stuck = Stuck()
    ticking = asyncio.create_task(Tick(scene.planner, scene.reviser).run())
    await stuck.asked.wait()
    ticking.cancel()
    with suppress(asyncio.CancelledError):
        await ticking
    await asyncio.sleep(0)
    assert caplog.records == []

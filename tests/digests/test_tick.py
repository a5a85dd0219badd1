"""The clock of the digests, from its start."""

import asyncio
from contextlib import suppress
from datetime import time

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

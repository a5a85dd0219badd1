"""What is past its time goes every hour; what somebody wants gone or forgotten, every minute."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.core.clock import Clock
from bot.core.errors import UpstreamError
from storage.database import Database
from storage.fading import fade
from storage.forgetting import finish_forgetting
from storage.retention import forget_old
from storage.store import Store

EVERY_SECONDS = 60.0
SWEPT_EVERY = timedelta(hours=1)
_log = logging.getLogger(__name__)


async def keep_house(store: Store, clock: Clock) -> None:
    """Forget old updates, messages and buttons until cancelled; a busy store waits a turn."""
    swept: datetime | None = None
    while True:
        now = clock.now()
        await _tried(finish_forgetting, store.database, now)
        await _tried(fade, store.database, now)
        if swept is None or now - swept >= SWEPT_EVERY:
            swept = now
            gone = await _tried(forget_old, store.database, now)
            if gone:
                _log.info("%d rows past their time were forgotten", gone)
        await clock.sleep(EVERY_SECONDS)


async def _tried(
    forget: Callable[[Database, datetime], Awaitable[int]], database: Database, now: datetime
) -> int:
    """Forget, unless the store is out of reach."""
    try:
        return await forget(database, now)
    except UpstreamError as failure:
        _log.warning("nothing was forgotten this time: %s", type(failure).__name__)
        return 0

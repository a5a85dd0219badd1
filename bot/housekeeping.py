"""What is past its time is forgotten, a little every hour."""

import logging

from bot.core.clock import Clock
from bot.core.errors import UpstreamError
from storage.retention import forget_old
from storage.store import Store

EVERY_SECONDS = 3600.0
_log = logging.getLogger(__name__)


async def keep_house(store: Store, clock: Clock) -> None:
    """Forget old updates, messages and buttons until cancelled; a busy store waits an hour."""
    while True:
        try:
            gone = await forget_old(store.database, clock.now())
        except UpstreamError as failure:
            _log.warning("nothing was forgotten this hour: %s", type(failure).__name__)
        else:
            if gone:
                _log.info("%d rows past their time were forgotten", gone)
        await clock.sleep(EVERY_SECONDS)

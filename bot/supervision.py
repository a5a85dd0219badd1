"""Platforms as supervised tasks: one that fails never stops another."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from bot.core.clock import Clock
from bot.core.errors import OperatorError

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds before a platform that died of a bug is started again; doubled each time."""
_STEADY = 300.0
"""A platform that ran this long starts with a short pause again."""
_log = logging.getLogger(__name__)

Start = Callable[[], Awaitable[None]]


async def supervise(
    platforms: Mapping[str, Start], clock: Clock, off: dict[str, OperatorError] | None = None
) -> None:
    """Run all platforms until they end or we are cancelled; `off` gets those that were left.

    A platform that ends on its own (the console's `/quit`) ends the others. One that only the
    operator can mend is logged in one line and left; when none is left, its line is raised.
    """
    off = {} if off is None else off
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_kept(name, start, clock, off), name=name)
                 for name, start in platforms.items()]  # fmt: skip
        while tasks:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            tasks = [task for task in tasks if task not in done]
            if any(task.result() for task in done):
                for task in tasks:
                    task.cancel()
                break
    if off and len(off) == len(platforms):
        raise next(iter(off.values()))


async def _kept(name: str, start: Start, clock: Clock, off: dict[str, OperatorError]) -> bool:
    """Run one platform, again after a bug; True when it ended on its own."""
    pause = FIRST_PAUSE
    while True:
        began = clock.monotonic()
        try:
            await start()
        except OperatorError as mistake:
            # One line for the operator; a traceback would not help them.
            _log.error("%s is off: %s", name, mistake)
            off[name] = mistake
            return False
        except Exception:  # noqa: BLE001 - a platform's bug must not stop the other platforms
            _log.exception("%s stopped by a bug; it starts again in %d s", name, pause)
        else:
            return True
        if clock.monotonic() - began > _STEADY:
            pause = FIRST_PAUSE
        await clock.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)

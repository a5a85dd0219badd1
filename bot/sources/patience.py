"""Wait for work no longer than a question may; the work goes on behind the answer."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import TypeVar

_log = logging.getLogger(__name__)
Result = TypeVar("Result")


class Patience:
    """Start work and wait for it at most so many seconds."""

    def __init__(self, seconds: float) -> None:
        """Hold how long a question may wait."""
        self._seconds = seconds
        self._tasks: set[asyncio.Task[object]] = set()

    def start(self, work: Coroutine[object, object, Result]) -> asyncio.Task[Result]:
        """Start work that may outlive the question; what it raises is only logged."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def wait(self, task: asyncio.Task[Result]) -> Result | None:
        """Return what came of the work; None when it failed or the patience ended."""
        await asyncio.wait([task], timeout=self._seconds)
        done = task.done() and not task.cancelled() and task.exception() is None
        return task.result() if done else None

    async def close(self) -> None:
        """End what still runs."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Result]) -> None:
        """Let a task go; a failure never reaches the question, which answers without it."""
        self._tasks.discard(task)
        if not task.cancelled() and (failure := task.exception()):
            _log.warning("a source did not help: %s", type(failure).__name__)

"""Updates to a webhook, sent again until they are answered with 200."""

import asyncio
from contextlib import suppress

import aiohttp

from tests.standins.telegram.refusals import JSON
from tests.standins.telegram.world import World

TRIES = 600
"""How often one update is pushed before it is given up."""
SENDERS = 40
"""The real server's own default of connections at once."""


class Pusher:
    """Push what waits, several at once."""

    def __init__(self, world: World) -> None:
        """Serve one world."""
        self._world = world
        self._busy: set[int] = set()
        self._task: asyncio.Task[None] | None = None
        self.answers: list[int] = []

    def start(self) -> None:
        """Begin to push."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop pushing."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        """Hand waiting updates to senders."""
        slots = asyncio.Semaphore(SENDERS)
        async with (
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=SENDERS)) as session,
            asyncio.TaskGroup() as group,
        ):
            while True:
                ready = [n for n in sorted(self._world.updates) if n not in self._busy]
                if not self._world.webhook or not ready:
                    await self._wait()
                    continue
                for number in ready:
                    await slots.acquire()
                    self._busy.add(number)
                    sending = group.create_task(self._push(session, self._world.updates[number]))
                    sending.add_done_callback(lambda _: slots.release())

    async def _wait(self) -> None:
        """Wait for updates, or for a webhook."""
        await self._world.pushable.wait()
        self._world.pushable.clear()

    async def _push(self, session: aiohttp.ClientSession, update: JSON) -> None:
        """Push one update until it is taken."""
        number = update["update_id"]
        try:
            for _ in range(TRIES):
                if not self._world.webhook or await self._taken(session, update):
                    break
                await asyncio.sleep(0.1)
            if self._world.webhook:
                self._world.updates.pop(number, None)
        finally:
            self._busy.discard(number)

    async def _taken(self, session: aiohttp.ClientSession, update: JSON) -> bool:
        """Push once; tell whether it was taken."""
        hook = self._world.webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.get("secret_token", "")}
        limit = aiohttp.ClientTimeout(total=10)
        try:
            async with session.post(
                # As the proxy in front of the bot, which ends TLS.
                hook["url"].replace("https://127.0.0.1", "http://127.0.0.1"),
                json=update,
                headers=headers,
                timeout=limit,
            ) as response:
                self.answers.append(response.status)
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

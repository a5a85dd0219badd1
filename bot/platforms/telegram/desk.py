"""From the inbox to the outbox: chats side by side, each chat in order, settled in batches."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from bot.core.clock import Clock
from bot.core.ports import Arrival, Handled, Inbox
from bot.platforms.telegram.clerk import Clerk
from bot.platforms.telegram.events import Moved
from bot.platforms.telegram.gate import Heard, Ignored, Press, Question

_log = logging.getLogger(__name__)
MOST_TAKEN: Final = 256
"""Updates taken and not settled yet."""
AT_ONCE: Final = 16
FINISH_SECONDS: Final = 8.0
"""How long questions in work may take once the program is told to stop."""
_PAUSE: Final = 1.0

Row: TypeAlias = tuple[Arrival, Heard]


class Desk:
    """Deal with the waiting updates of one bot, and with new ones whenever it is rung for."""

    def __init__(
        self, clerk: Clerk, inbox: Inbox, clock: Clock, on_settled: Callable[[], None]
    ) -> None:
        """Call `on_settled` whenever new parts lie in the outbox."""
        self._clerk = clerk
        self._inbox = inbox
        self._clock = clock
        self._on_settled = on_settled
        self._rung = asyncio.Event()
        self._finished = asyncio.Event()
        self._slots = asyncio.Semaphore(AT_ONCE)
        # While one reads what waits, nothing may be settled: a row could look new again.
        self._lock = asyncio.Lock()
        self._taken: set[int] = set()
        self._done: list[Handled] = []
        self._chats: dict[int, deque[Row]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._stopping = False
        # True while the inbox may hold updates that were not taken: all at the start, and
        # whatever came while there was no room.
        self._behind = True

    async def accept(self, arrivals: Sequence[Arrival]) -> None:
        """Commit new updates and take them; once this returns they may be confirmed.

        Read back from the inbox are only those for which there is no room, and all of a batch
        that holds a known one, for `keep` does not say which.
        """
        async with self._lock:
            new = await self._inbox.keep(self._clerk.bot, arrivals)
            room = len(self._taken) + len(arrivals) <= MOST_TAKEN
            self._behind |= new < len(arrivals) or not room
            direct = [] if self._behind else sorted(arrivals, key=lambda arrival: arrival.id)
            self._taken.update(arrival.id for arrival in direct)
        for arrival in direct:
            self._place(arrival)
        if self._behind:
            self._rung.set()

    async def run(self) -> None:
        """Work until cancelled; then finish what is in work and settle it."""
        settler = asyncio.create_task(self._settle_all())
        self._rung.set()
        try:
            while True:
                await self._rung.wait()
                self._rung.clear()
                await self._take()
        finally:
            await self._stop(settler)

    async def _take(self) -> None:
        """Take waiting updates as far as there is room."""
        if len(self._taken) > MOST_TAKEN // 2:
            return  # settling rings again
        try:
            async with self._lock:
                rows = await self._inbox.waiting(self._clerk.bot, MOST_TAKEN)
                new = [row for row in rows if row.id not in self._taken]
                self._taken.update(row.id for row in new)
                self._behind = len(rows) == MOST_TAKEN
        except Exception:  # noqa: BLE001 - no error may end the desk
            _log.exception("the inbox cannot be read; trying again")
            await self._clock.sleep(_PAUSE)
            self._rung.set()
            return
        for arrival in new:
            self._place(arrival)

    def _place(self, arrival: Arrival) -> None:
        """Put an update behind the earlier ones of its chat."""
        read = self._clerk.read(arrival)
        if isinstance(read, Ignored):
            self._finish(Handled(arrival.id))
            return
        chat = _chat_of(read)
        queue = self._chats.get(chat)
        if queue is not None:
            queue.append((arrival, read))
            return
        self._chats[chat] = deque([(arrival, read)])
        worker = asyncio.create_task(self._work(chat))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, chat: int) -> None:
        """Serve one chat's updates in order until none is left."""
        queue = self._chats[chat]
        while queue:
            arrival, read = queue.popleft()
            async with self._slots:
                self._finish(await self._clerk.serve(arrival, read))
        del self._chats[chat]

    def _finish(self, handled: Handled) -> None:
        """Hand a dealt-with update to the settler."""
        self._done.append(handled)
        self._finished.set()

    async def _settle_all(self) -> None:
        """Settle whatever is done, all of it in one transaction, until told to stop."""
        while not (self._stopping and not self._done):
            await self._finished.wait()
            self._finished.clear()
            await self._gather()
            batch, self._done = self._done, []
            if batch and not await self._settled(batch):
                self._done = batch + self._done
                self._finished.set()
                await self._clock.sleep(_PAUSE)

    async def _gather(self) -> None:
        """Let questions finish that are about to: a commit for many costs as much as for one."""
        seen = 0
        while seen < len(self._done):
            seen = len(self._done)
            await asyncio.sleep(0)

    async def _settled(self, batch: list[Handled]) -> bool:
        """Settle a batch; False when the store refused it and it must be tried again."""
        try:
            async with self._lock:
                await self._inbox.settle(self._clerk.bot, batch)
                self._taken.difference_update(handled.id for handled in batch)
        except Exception:  # noqa: BLE001 - as above
            _log.exception("the inbox cannot be settled; trying again")
            return False
        self._on_settled()
        if self._behind:
            self._rung.set()
        return True

    async def _stop(self, settler: asyncio.Task[None]) -> None:
        """Let questions in work finish; those not begun stay in the inbox."""
        for queue in self._chats.values():
            queue.clear()
        try:
            async with asyncio.timeout(FINISH_SECONDS):
                await asyncio.gather(*self._workers)
                self._stopping = True
                self._finished.set()
                await settler
        except TimeoutError:
            _log.warning("stopping with questions in work; they are answered after the next start")
            settler.cancel()
            for worker in self._workers:
                worker.cancel()


def _chat_of(read: Heard) -> int:
    """Return what orders an update: its chat, or its presser where no chat is shown."""
    if isinstance(read, Question):
        return read.request.chat.id
    if isinstance(read, Press):
        return read.chat.id if read.chat else read.principal.id
    # What is said in the new group waits until the move is made.
    return read.new if isinstance(read, Moved) else read.chat.id

"""What follows an answer: the operator's word on an incident, and the day it was given on."""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import date
from typing import Final, Protocol

from bot.core.chat_life import ChatLife
from bot.core.clock import Clock, Moment
from bot.core.errors import BanquetError
from bot.core.notice_board import NoticeBoard
from bot.core.principals import Chat
from bot.core.replies import Reply, paragraph
from bot.core.requests import Request

MOST_KNOWN: Final = 10_000
"""Chats that are remembered for a day; the ones answered longest ago are let go."""
MARK: Final = "⚠ "


class Afterthought(Protocol):
    """Something to do once an answer is there; it never fails an answer."""

    async def after(self, request: Request, reply: Reply) -> Reply:
        """Return the answer, with something added or as it is."""


class OncePerDay:
    """Tell whether something comes up for the first time on a day."""

    def __init__(self, clock: Clock) -> None:
        """Know of nothing."""
        self._clock = clock
        self._known: OrderedDict[Hashable, date] = OrderedDict()

    def first(self, thing: Hashable) -> bool:
        """Tell whether it is the first time today, and remember it."""
        today = Moment(self._clock.now()).today
        if self._known.get(thing) == today:
            return False
        self._known[thing] = today
        self._known.move_to_end(thing)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        return True


class Incidents:
    """Put the operator's sentence under an answer, once a day in each chat."""

    def __init__(self, board: NoticeBoard, clock: Clock) -> None:
        """Read this board."""
        self._board = board
        self._told = OncePerDay(clock)

    async def after(self, request: Request, reply: Reply) -> Reply:
        """Add the sentence to what people asked for; what the clock runs stays alike for all."""
        if request.occasion is not None or reply.refers_to or reply.command == "incident":
            return reply
        try:
            text = await self._board.incident()
        except BanquetError:
            return reply
        if text is None or not self._told.first((*_place(request.chat), text)):
            return reply
        return reply.with_block(paragraph(f"{MARK}{text}"))


class Presence:
    """Note on which day a chat was last answered: who is silent for long is not written to."""

    def __init__(self, chat_life: ChatLife, clock: Clock) -> None:
        """Note it with what else is known of the chat."""
        self._chat_life = chat_life
        self._clock = clock
        self._noted = OncePerDay(clock)

    async def after(self, request: Request, reply: Reply) -> Reply:
        """Note it at the day's first answer; a refusal and a wish to be forgotten leave nothing."""
        wanted = reply.ok and request.occasion is None and not reply.command.startswith("forget")
        if wanted and not request.principal.local and self._noted.first(_place(request.chat)):
            try:
                await self._chat_life.heard(request.chat, self._clock.now())
            except BanquetError:
                return reply
        return reply


def _place(chat: Chat) -> tuple[str, int]:
    """Return what names a chat, whatever its topic."""
    return (chat.platform, chat.id)

"""The gates that the operator closes: bans and maintenance. Owners pass both."""

from collections.abc import Callable

from bot.core.bans import Bans
from bot.core.errors import AskerError
from bot.core.gates import Asked, Silence
from bot.core.notice_board import NoticeBoard
from bot.core.principals import Principal


class Unbanned:
    """Keep silent towards chats and persons that are banned."""

    def __init__(self, bans: Bans, is_owner: Callable[[Principal], bool]) -> None:
        """Look them up in this list."""
        self._bans = bans
        self._is_owner = is_owner

    async def check(self, asked: Asked) -> None:
        """Say nothing to whom is banned."""
        request = asked.request
        if self._is_owner(request.principal):
            return
        if await self._bans.has(request.chat, request.principal):
            raise Silence


class InService:
    """Ask everyone to wait while the operator works on Banquet."""

    def __init__(self, board: NoticeBoard, is_owner: Callable[[Principal], bool]) -> None:
        """Read this board."""
        self._board = board
        self._is_owner = is_owner

    async def check(self, asked: Asked) -> None:
        """Refuse with the operator's own words."""
        request, say = asked.request, asked.say
        text = await self._board.maintenance()
        if text is None or self._is_owner(request.principal) or request.occasion is not None:
            return
        raise AskerError(
            text or say("Banquet is being worked on."),
            say("Subscriptions go on; please ask again later."),
        )

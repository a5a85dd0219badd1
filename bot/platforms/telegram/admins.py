"""Ask Telegram who runs a chat."""

from typing import Final

from bot.core.principals import Chat, Principal
from bot.platforms.telegram.api import make_bot
from bot.platforms.telegram.transport import Transport

_RUNS: Final = frozenset({"creator", "administrator"})


class TelegramAdmins:
    """The core's Admins port for Telegram chats."""

    def __init__(self, transport: Transport) -> None:
        """Use the bot's transport."""
        self._bot = make_bot(transport)

    async def is_admin(self, chat: Chat, principal: Principal) -> bool:
        """Tell whether somebody runs a chat now; raise TelegramError when it cannot be known."""
        member = await self._bot.get_chat_member(chat.id, principal.id)
        return member.status in _RUNS

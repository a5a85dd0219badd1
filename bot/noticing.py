"""What people are told unasked about the bot itself: looked for every minute, each told once."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from bot.app import Banquet
from bot.core.errors import UpstreamError
from bot.core.pushing import Push
from bot.core.sending import PUSH, Kind, Part
from bot.health import tokens_of

if TYPE_CHECKING:
    from bot.platforms.telegram.pushing import TelegramPusher

EVERY_SECONDS = 60.0
_log = logging.getLogger(__name__)


class Look(Protocol):
    """Something to look for."""

    async def look(self) -> int:
        """Put what is new into the outbox; return how many messages were added."""


async def keep_noticing(looks: Sequence[Look], banquet: Banquet) -> None:
    """Look every minute until cancelled; a store out of reach waits for the next one."""
    while True:
        for one in looks:
            try:
                await one.look()
            except UpstreamError as failure:
                _log.warning("nobody was told this minute: %s", type(failure).__name__)
            except Exception:  # noqa: BLE001 - a bug in one look must not end the others
                _log.exception("a look for what is to be told failed")
        await banquet.clock.sleep(EVERY_SECONDS)


def notice(key: str, bot: str, chat: int, push: Push, until: datetime) -> list[Part]:
    """Return a notice to one chat or person; its key makes sure that it is told once."""
    return [
        Part(
            key=f"{key}:{number}",
            bot=bot,
            chat=chat,
            method=PUSH,
            body=body,
            expires_at=until,
            kind=Kind.NOTICE,
        )
        for number, body in enumerate(push.bodies)
    ]


def telegram_pusher(banquet: Banquet) -> "TelegramPusher | None":
    """Return the way to tell a chat something on Telegram."""
    if "telegram" not in tokens_of(banquet):
        return None
    from bot.platforms.telegram.pushing import TelegramPusher  # noqa: PLC0415 - only with a token
    from bot.starting import telegram_settings  # noqa: PLC0415 - as above

    return TelegramPusher(telegram_settings(banquet.config).bot, banquet.clock)

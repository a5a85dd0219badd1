"""python-telegram-bot's Bot over our transport, for the calls that are made once in a while."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from telegram import Bot
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError

from bot.core.clock import Clock
from bot.core.errors import OperatorError
from bot.platforms.telegram.addressing import Me
from bot.platforms.telegram.transport import Transport

_log = logging.getLogger(__name__)
_PAUSE_MOST: Final = 30.0
_NAMED_MOST: Final = 3600.0
_CHANCE: Final = secrets.SystemRandom()
_PERMANENT: Final = (BadRequest, Conflict, Forbidden)
T = TypeVar("T")


def make_bot(transport: Transport) -> Bot:
    """Return a Bot that never sees the token: its repr, logs and errors cannot hold it."""
    return Bot("0:hidden", base_url=lambda _: "", request=transport, get_updates_request=transport)


async def who_am_i(bot: Bot, clock: Clock) -> Me:
    """Ask for the bot's own account, until Telegram answers."""
    user = await persistently(bot.get_me, clock)
    return Me(user.id, user.username or "")


async def persistently(call: Callable[[], Awaitable[T]], clock: Clock) -> T:
    """Make a call until Telegram answers it; OperatorError when the token is refused."""
    failures = 0
    while True:
        try:
            return await call()
        except InvalidToken:
            raise OperatorError("[telegram] token is not accepted by Telegram") from None
        except _PERMANENT:
            raise
        except NetworkError as failure:
            failures += 1
            if failures == 1:
                _log.warning("Telegram does not answer; trying again: %r", failure)
            await clock.sleep(pause_after(failure, failures))


def pause_after(failure: Exception, failures: int) -> float:
    """Return seconds to wait: what Telegram asks for, else longer each time with jitter."""
    named = getattr(failure, "seconds", None)
    if isinstance(named, int | float):
        return min(max(1.0, named), _NAMED_MOST)
    longest = min(_PAUSE_MOST, 2.0 ** min(failures, 5))
    return max(1.0, _CHANCE.uniform(longest / 4, longest))

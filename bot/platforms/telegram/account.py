"""Whose token it is, asked once."""

from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.core.errors import OperatorError
from bot.platforms.telegram.api import make_bot
from bot.platforms.telegram.settings import TelegramSettings
from bot.platforms.telegram.transport import Transport


async def account(settings: TelegramSettings) -> str:
    """Return the bot's name; OperatorError where Telegram refuses, OSError where it is silent."""
    transport = Transport(settings)
    try:
        user = await make_bot(transport).get_me()
    except InvalidToken:
        raise OperatorError("[telegram] token is not accepted by Telegram") from None
    except NetworkError as failure:
        raise ConnectionError(type(failure).__name__) from None
    except TelegramError as failure:
        raise OperatorError(f"Telegram answers {type(failure).__name__}") from None
    finally:
        await transport.shutdown()
    return f"@{user.username}"

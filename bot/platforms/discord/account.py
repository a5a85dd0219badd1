"""Whose token it is, asked once."""

import aiohttp
import discord

from bot.core.errors import OperatorError
from bot.platforms.discord.quiet import hush
from bot.platforms.discord.run import bad_token, point_at
from bot.platforms.discord.settings import DiscordSettings


async def account(settings: DiscordSettings) -> str:
    """Return the bot's name; OperatorError where Discord refuses, OSError where it is silent."""
    hush()
    point_at(settings)
    client = discord.Client(intents=discord.Intents.none())
    try:
        async with client:
            await client.login(settings.token)
            return str(client.user)
    except discord.LoginFailure:
        raise OperatorError(bad_token()) from None
    except discord.HTTPException as failure:
        raise OperatorError(f"Discord answers with status {failure.status}") from None
    except aiohttp.ClientError as failure:
        raise ConnectionError(type(failure).__name__) from None

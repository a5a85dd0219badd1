"""The Discord room's one entry: stay connected until cancelled."""

import logging

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.core.clock import Clock
from bot.core.errors import OperatorError
from bot.core.ports import Buttons, Notes
from bot.platforms.discord.client import BanquetClient
from bot.platforms.discord.quiet import hush
from bot.platforms.discord.settings import DiscordSettings
from bot.platforms.discord.talk import Core

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
"""Seconds between attempts while Discord cannot be reached at all."""
BAD_TOKEN, BAD_INTENTS = 4004, 4014
_log = logging.getLogger(__name__)


async def run(
    settings: DiscordSettings, core: Core, buttons: Buttons, notes: Notes, clock: Clock
) -> None:
    """Connect and answer until cancelled; raise OperatorError where only the operator can help."""
    hush()
    _point_at(settings)
    pause = FIRST_PAUSE
    while True:
        client = BanquetClient(core, buttons, notes, clock, settings.up_color)
        try:
            async with client:
                await client.start(settings.token)
        except discord.LoginFailure:
            raise OperatorError(_bad_token()) from None
        except discord.PrivilegedIntentsRequired:
            raise OperatorError(_bad_intents()) from None
        except discord.ConnectionClosed as closed:
            raise OperatorError(_closed(closed.code)) from None
        except (OSError, aiohttp.ClientError, discord.HTTPException) as failure:
            _log.warning("Discord is out of reach (%s); next try in %d s", _name(failure), pause)
        await clock.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


def _point_at(settings: DiscordSettings) -> None:
    """Tell discord.py where Discord is; it keeps both addresses on its classes."""
    Route.BASE = settings.api_base_url.rstrip("/")
    if settings.gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)


def _name(failure: Exception) -> str:
    """Name a failure by its kind; its text may hold addresses."""
    return type(failure).__name__


def _bad_token() -> str:
    """Say what to do about a refused token."""
    return (
        "[discord] token: Discord refuses it; copy the bot's token again from the "
        "Developer Portal (Bot, Reset Token)"
    )


def _bad_intents() -> str:
    """Say what to do about refused intents."""
    return f"[discord] Discord refuses the bot's intents ({BAD_INTENTS}); Banquet asks for none"


def _closed(code: int) -> str:
    """Say what a final close code means."""
    if code == BAD_TOKEN:
        return _bad_token()
    return f"[discord] Discord closed the connection for good (code {code})"

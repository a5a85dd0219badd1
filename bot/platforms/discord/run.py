"""The Discord room's one entry: stay connected until cancelled."""

import logging

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.core.clock import Clock
from bot.core.errors import OperatorError
from bot.core.pictures import Painter
from bot.core.ports import Buttons, Notes
from bot.platforms.discord.client import BanquetClient
from bot.platforms.discord.guilds import GuildLife
from bot.platforms.discord.quiet import hush
from bot.platforms.discord.settings import DiscordSettings
from bot.platforms.discord.talk import Core

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
"""Seconds between attempts while Discord cannot be reached at all."""
BANNED, BAN_PAUSE = 429, 600.0
"""A 429 at login is a ban of the address; asking again soon makes it longer."""
BAD_TOKEN, BAD_INTENTS = 4004, 4014
_log = logging.getLogger(__name__)


async def run(  # noqa: PLR0913, PLR0917 - the ports that the root fills
    settings: DiscordSettings,
    core: Core,
    buttons: Buttons,
    notes: Notes,
    clock: Clock,
    guilds: GuildLife | None = None,
    painter: Painter | None = None,
) -> None:
    """Connect and answer until cancelled; raise OperatorError where only the operator can help."""
    hush()
    point_at(settings)
    pause = 0.0
    while True:
        client = BanquetClient(core, buttons, notes, clock, guilds, painter)
        failure = await _connected(client, settings.token)
        pause = _pause_after(failure, pause)
        # The failure's text may hold addresses; its kind says enough.
        kind = type(failure).__name__ if failure else "closed"
        _log.warning("Discord is out of reach (%s); next try in %d s", kind, pause)
        await clock.sleep(pause)


async def _connected(client: BanquetClient, token: str) -> Exception | None:
    """Stay connected; return what ended it, raise what only the operator can mend."""
    try:
        async with client:
            await client.start(token)
    except discord.LoginFailure:
        raise OperatorError(bad_token()) from None
    except discord.PrivilegedIntentsRequired:
        raise OperatorError(_bad_intents()) from None
    except discord.ConnectionClosed as closed:
        raise OperatorError(_closed(closed.code)) from None
    except (OSError, aiohttp.ClientError, discord.HTTPException, AttributeError) as failure:
        # AttributeError: discord.py 2.7.1 resumes a first connection that was never made.
        return failure
    return None


def _pause_after(failure: Exception | None, last: float) -> float:
    """Return the seconds before the next try: twice the last ones, or a ban's."""
    if isinstance(failure, discord.HTTPException) and failure.status == BANNED:
        return BAN_PAUSE
    return min(max(last * 2, FIRST_PAUSE), LONGEST_PAUSE)


def point_at(settings: DiscordSettings) -> None:
    """Tell discord.py where Discord is; it keeps both addresses on its classes."""
    Route.BASE = settings.api_base_url.rstrip("/")
    if settings.gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)


def bad_token() -> str:
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
        return bad_token()
    return f"[discord] Discord closed the connection for good (code {code})"

"""How each platform is started; its room is imported only when it is configured."""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.app import Banquet
from bot.config import Config
from bot.core.clock import Moment
from bot.core.errors import BanquetError
from bot.leading import led
from bot.supervision import Start

if TYPE_CHECKING:
    from bot.platforms.discord.settings import DiscordSettings
    from bot.platforms.telegram.settings import TelegramSettings


def platforms_of(banquet: Banquet) -> Mapping[str, Start]:
    """Return the platforms that the configuration asks for, by name."""
    config = banquet.config
    platforms: dict[str, Start] = {}
    if config.telegram.token:
        platforms["telegram"] = lambda: _telegram(banquet)
    if config.discord.token:
        platforms["discord"] = lambda: _discord(banquet)
    if config.web_enabled:
        platforms["web"] = lambda: _web(banquet)
    if not (config.telegram.token or config.discord.token) and sys.stdin.isatty():
        platforms["console"] = lambda: _console(banquet)
    return platforms


async def _telegram(banquet: Banquet) -> None:
    """Take updates in through the inbox and send replies out through the outbox."""
    from bot.delivery.drain import Drain
    from bot.platforms.telegram.admins import TelegramAdmins
    from bot.platforms.telegram.run import run
    from bot.platforms.telegram.sender import TelegramSender
    from bot.platforms.telegram.transport import Transport

    store, clock, settings = banquet.store, banquet.clock, telegram_settings(banquet.config)
    transport = Transport(settings)
    banquet.admins["telegram"] = TelegramAdmins(transport)

    async def serve() -> None:
        """Take and send for one term of the lease."""
        sender = TelegramSender(transport)
        drain = Drain(store.outbox, sender, clock, settings.bot, notes=store.notes)
        sending = asyncio.create_task(drain.run())
        try:
            await run(
                settings,
                core=banquet.core,
                inbox=store.inbox,
                buttons=store.buttons,
                notes=store.notes,
                clock=clock,
                on_settled=drain.wake,
            )
        finally:
            await drain.stop()
            await sending

    try:
        await led(store.leases, f"poll:{settings.bot}", serve, clock)
    finally:
        await transport.shutdown()


def telegram_settings(config: Config) -> "TelegramSettings":
    """Return the configuration's section as the room wants it."""
    from bot.platforms.telegram.settings import TelegramSettings

    section = config.telegram
    return TelegramSettings(
        token=section.token.reveal(),
        api_base_url=section.api_base_url,
        mode=section.mode,
        webhook_url=section.webhook_url,
        webhook_listen=f"{section.webhook_listen.host}:{section.webhook_listen.port}",
        webhook_secret=section.webhook_secret.reveal(),
    )


async def _discord(banquet: Banquet) -> None:
    """Keep the gateway connection; interactions are answered on themselves."""
    from bot.platforms.discord.run import run

    settings, store = discord_settings(banquet.config), banquet.store
    taking = partial(run, settings, banquet.core, store.buttons, store.notes, banquet.clock)
    await led(store.leases, "gateway:discord", taking, banquet.clock)


def discord_settings(config: Config) -> "DiscordSettings":
    """Return the configuration's section as the room wants it."""
    from bot.platforms.discord.settings import DiscordSettings

    section = config.discord
    return DiscordSettings(
        token=section.token.reveal(),
        api_base_url=section.api_base_url,
        gateway_url=section.gateway_url,
        up_color=config.bot.up_color,
    )


async def _web(banquet: Banquet) -> None:
    """Serve the chat page."""
    from bot.platforms.web.server import serve
    from bot.platforms.web.settings import WebSettings

    section = banquet.config.web
    settings = WebSettings(
        host=section.listen.host,
        port=section.listen.port,
        access_token=section.access_token.reveal(),
        up_color=banquet.config.bot.up_color,
    )
    await serve(settings, banquet.core, StoreHealth(banquet), banquet.clock)


async def _console(banquet: Banquet) -> None:
    """Prompt on the terminal."""
    from bot.platforms.console.run import run

    await run(banquet.core, banquet.clock, banquet.config.bot.up_color, banquet.config.data_dir)


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """How the program is doing, as the page's server asks."""

    banquet: Banquet

    async def ready(self) -> Mapping[str, bool]:
        """Tell whether the store answers."""
        moment = Moment(self.banquet.clock.now())
        try:
            await self.banquet.store.bars.span(moment.today)
        except BanquetError:
            return {"store": False}
        return {"store": True}

    def gauges(self) -> Mapping[str, float]:
        """Return how many commands there are."""
        return {"commands": len(self.banquet.core.registry.commands)}

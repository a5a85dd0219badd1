"""How each platform is started; its room is imported only when it is configured."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.app import Banquet
from bot.config import Config
from bot.core.clock import Clock
from bot.core.pushing import Pusher
from bot.core.registry import registry
from bot.core.sending import Limits
from bot.painting import painter
from bot.sending import Account, Outgoing, Wake
from bot.supervision import Start

if TYPE_CHECKING:
    from bot.platforms.discord.settings import DiscordSettings
    from bot.platforms.telegram.admins import TelegramAdmins
    from bot.platforms.telegram.settings import TelegramSettings


DISCORD_PER_SECOND = 45.0
"""Messages a second to all of Discord; it allows 50."""


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
    from bot.platforms.telegram.run import run

    store, settings = banquet.store, telegram_settings(banquet.config)
    account, admins = telegram_account(banquet.config)
    banquet.admins["telegram"] = admins

    async def take(wake: Wake) -> None:
        """Poll, or receive by webhook."""
        await run(
            settings,
            core=banquet.core,
            life=banquet.life,
            inbox=store.inbox,
            buttons=store.buttons,
            notes=store.notes,
            clock=banquet.clock,
            on_settled=wake,
            answered=store.outbox.message_of,
        )

    outgoing = Outgoing(store, banquet.config, banquet.clock)
    try:
        await outgoing.serve(account, f"poll:{settings.bot}", take)
    finally:
        await account.close()


def pushers_of(config: Config, clock: Clock) -> Mapping[str, Pusher]:
    """Return how each configured platform lays out pushes, by its name."""
    pushers: list[Pusher] = []
    if config.telegram.token:
        from bot.platforms.telegram.pushing import TelegramPusher

        pushers.append(TelegramPusher(telegram_settings(config).bot, clock))
    if config.discord.token:
        from bot.platforms.discord.pushing import DiscordPusher

        bot = discord_settings(config).bot
        pushers.append(DiscordPusher(bot, registry, clock))
    if config.web_enabled:
        from bot.platforms.web.pushing import WebPusher

        pushers.append(WebPusher())
    if not (config.telegram.token or config.discord.token) and sys.stdin.isatty():
        from bot.platforms.console.pushing import ConsolePusher
        from bot.platforms.console.render import Ink

        pushers.append(ConsolePusher(Ink(colors=False)))
    return {pusher.platform: pusher for pusher in pushers}


def accounts_of(config: Config) -> list[Account]:
    """Return the accounts whose messages leave through the outbox."""
    accounts = [telegram_account(config)[0]] if config.telegram.token else []
    return [*accounts, *([discord_account(config)] if config.discord.token else [])]


def discord_account(config: Config) -> Account:
    """Return the bot's account, which sends beside the gateway and without it."""
    from bot.platforms.discord.sender import DiscordSender

    settings = discord_settings(config)
    sender = DiscordSender(settings, painter())
    return Account(settings.bot, sender, sender.close, Limits(DISCORD_PER_SECOND))


def telegram_account(config: Config) -> "tuple[Account, TelegramAdmins]":
    """Return the bot's account, and who can tell its chats' admins, on one connection pool."""
    from bot.platforms.telegram.admins import TelegramAdmins
    from bot.platforms.telegram.sender import TelegramSender
    from bot.platforms.telegram.transport import Transport

    settings = telegram_settings(config)
    transport = Transport(settings)
    pace = config.delivery
    limits = Limits(pace.telegram_per_second, group_per_minute=pace.telegram_group_per_minute)
    sender = TelegramSender(transport, painter())
    account = Account(settings.bot, sender, transport.shutdown, limits)
    return account, TelegramAdmins(transport)


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
    """Keep the gateway connection, and send pushes; interactions are answered on themselves."""
    from bot.platforms.discord.guilds import GuildLife
    from bot.platforms.discord.run import run

    settings, store = discord_settings(banquet.config), banquet.store
    account = discord_account(banquet.config)

    async def take(wake: Wake) -> None:
        """Keep the connection."""
        pusher = pushers_of(banquet.config, banquet.clock)["discord"]
        guilds = GuildLife(banquet.life, store.outbox, store.buttons, pusher, banquet.clock, wake)
        core, clock = banquet.core, banquet.clock
        await run(settings, core, store.buttons, store.notes, clock, guilds, painter())

    try:
        outgoing = Outgoing(store, banquet.config, banquet.clock)
        await outgoing.serve(account, f"gateway:{account.bot}", take)
    finally:
        await account.close()


def discord_settings(config: Config) -> "DiscordSettings":
    """Return the configuration's section as the room wants it."""
    from bot.platforms.discord.settings import DiscordSettings

    section = config.discord
    return DiscordSettings(
        token=section.token.reveal(),
        api_base_url=section.api_base_url,
        gateway_url=section.gateway_url,
    )


async def _web(banquet: Banquet) -> None:
    """Serve the chat page."""
    from bot.health import ProgramHealth
    from bot.platforms.web.pushing import BOT, WebSender
    from bot.platforms.web.server import serve
    from bot.platforms.web.settings import WebSettings

    section = banquet.config.web
    settings = WebSettings(
        host=section.listen.host,
        port=section.listen.port,
        access_token=section.access_token.reveal(),
    )
    outgoing = Outgoing(banquet.store, banquet.config, banquet.clock)
    async with outgoing.sent_alone(Account(BOT, WebSender(), _nothing)):
        health, pushes = ProgramHealth(banquet), banquet.store.pushes
        await serve(settings, banquet.core, health, banquet.clock, pushes, painter())


async def _console(banquet: Banquet) -> None:
    """Prompt on the terminal."""
    from bot.platforms.console.pushing import ConsoleSender
    from bot.platforms.console.run import run

    config = banquet.config
    outgoing = Outgoing(banquet.store, config, banquet.clock)
    async with outgoing.sent_alone(Account("console", ConsoleSender(), _nothing)):
        await run(banquet.core, banquet.clock, config.data_dir)


async def _nothing() -> None:
    """Close nothing: a door on this machine holds no connection."""

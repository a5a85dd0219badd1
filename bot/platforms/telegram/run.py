"""Telegram from start to stop, as one task of the program."""

import asyncio
import logging
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final

from telegram import Bot
from telegram.error import TelegramError

from bot.core.chat_life import Life
from bot.core.clock import Clock
from bot.core.ports import Buttons, Inbox, Notes
from bot.platforms.telegram.api import make_bot, persistently, who_am_i
from bot.platforms.telegram.clerk import Clerk
from bot.platforms.telegram.desk import Desk
from bot.platforms.telegram.intake import Accept
from bot.platforms.telegram.menu import show_menu
from bot.platforms.telegram.polling import Poller
from bot.platforms.telegram.settings import TelegramSettings
from bot.platforms.telegram.talk import Answered, Answering, not_known
from bot.platforms.telegram.toasts import Toaster
from bot.platforms.telegram.transport import Transport
from bot.platforms.telegram.webhook import Receiver, set_webhook

_log = logging.getLogger(__name__)
_SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Intake:
    """What both ways of taking updates need."""

    settings: TelegramSettings
    transport: Transport
    bot: Bot
    accept: Accept
    notes: Notes
    clock: Clock


async def run(  # noqa: PLR0913 - the ports that the root fills, by name
    settings: TelegramSettings,
    *,
    core: Answering,
    life: Life,
    inbox: Inbox,
    buttons: Buttons,
    notes: Notes,
    clock: Clock,
    on_settled: Callable[[], None],
    answered: Answered = not_known,
) -> None:
    """Serve one bot until cancelled; OperatorError when Telegram refuses the token.

    `on_settled` is called whenever replies were added to the outbox.
    """
    transport = Transport(settings)
    bot = make_bot(transport)
    try:
        me = await who_am_i(bot, clock)
        _log.info("Telegram knows this bot as @%s", me.username)
        clerk = Clerk(settings.bot, me, core, life, buttons, Toaster(transport), clock, answered)
        desk = Desk(clerk, inbox, clock, on_settled)
        intake = Intake(settings, transport, bot, desk.accept, notes, clock)
        take = _receive if settings.mode == "webhook" else _poll
        await _together(desk.run(), take(intake), _menu(intake, core))
    finally:
        await transport.shutdown()


async def _poll(intake: Intake) -> None:
    """Take updates by polling; a webhook that we set ourselves earlier is taken down first."""
    bot, clock, name = intake.bot, intake.clock, intake.settings.bot
    info = await persistently(bot.get_webhook_info, clock)
    if info.url and info.url == await intake.notes.read(f"{name}:webhook"):
        await persistently(bot.delete_webhook, clock)
    elif info.url:
        _log.error("a webhook that somebody else set takes the updates; delete it first")
    await Poller(intake.transport, intake.accept, clock).run()


async def _receive(intake: Intake) -> None:
    """Take updates by webhook; without a secret of the operator's, every start makes its own."""
    settings, clock = intake.settings, intake.clock
    secret = settings.webhook_secret or secrets.token_urlsafe(_SECRET_BYTES)
    receiver = Receiver(secret, intake.accept, clock)

    async def announce() -> None:
        """Tell Telegram where to send updates."""
        await intake.notes.write(f"{settings.bot}:webhook", settings.webhook_url)
        await persistently(lambda: set_webhook(intake.transport, settings, secret), clock)

    listening = receiver.serve(settings.webhook_url, settings.webhook_listen)
    await _together(listening, announce())


async def _menu(intake: Intake, core: Answering) -> None:
    """Send the menu; without it everything still works."""
    name = intake.settings.bot
    try:
        await show_menu(intake.bot, core.registry, intake.notes, name, intake.clock)
    except TelegramError as failure:
        _log.warning("the command menu was refused: %s", failure)


async def _together(*work: Coroutine[Any, Any, None]) -> None:
    """Run all until each has ended; the first error, or a cancel, stops the others."""
    tasks = {asyncio.create_task(part) for part in work}
    pending = tasks
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

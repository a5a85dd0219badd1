"""The bots that are compared, each in a process of its own: `python -m … <ours|library> URL …`."""

import asyncio
import sys
from dataclasses import dataclass, field
from pathlib import Path

from bot.core.chat_life import Life
from bot.core.clock import SystemClock
from bot.core.i18n import DEFAULT_LANGUAGE
from bot.core.principals import Chat
from bot.core.registry import Registry
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.core.run_times import RunTimes
from bot.delivery.drain import Drain
from bot.market.calendar import TradingCalendar
from bot.platforms.telegram.run import run
from bot.platforms.telegram.sender import TelegramSender
from bot.platforms.telegram.settings import TelegramSettings
from bot.platforms.telegram.transport import Transport
from storage.engine import open_store


@dataclass(slots=True)
class EchoCore:
    """Say every line again: what is measured is the door alone."""

    registry: Registry = field(default_factory=Registry)

    async def answer(self, request: Request) -> Reply | None:
        """Return the line."""
        return Reply(request.text)

    async def refusal(self, request: Request) -> Reply | None:
        """Let everything be tried."""
        del request
        return None

    async def language(self, chat: Chat, hint: str | None = None) -> str:
        """Return the default."""
        return hint or (DEFAULT_LANGUAGE if chat.platform else "")


async def ours(token: str, url: str, mode: str, port: str, folder: str) -> None:
    """Run the room over a store on disk, as the program does."""
    settings = TelegramSettings(
        token,
        url,
        "webhook" if mode == "webhook" else "polling",
        f"http://127.0.0.1:{port}/hook",
        f"127.0.0.1:{port}",
        "a-secret-of-a-measurement",
    )
    clock = SystemClock()
    store = await open_store(f"sqlite+aiosqlite:///{Path(folder) / 'bench.sqlite3'}", clock)
    transport = Transport(settings)
    drain = Drain(store.outbox, TelegramSender(transport), clock, settings.bot)
    await asyncio.gather(
        drain.run(),
        run(
            settings,
            core=EchoCore(),
            life=Life(store.chat_life, RunTimes(Registry(), TradingCalendar({})), clock),
            inbox=store.inbox,
            buttons=store.buttons,
            notes=store.notes,
            clock=clock,
            on_settled=drain.wake,
        ),
    )


def library(token: str, url: str) -> None:
    """Run a bare echo bot of python-telegram-bot, polling, with the library's own defaults."""
    from telegram import Update  # noqa: PLC0415 - the other bot must not pay for it
    from telegram.ext import Application, ContextTypes, MessageHandler, filters  # noqa: PLC0415 - as above

    async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say the line again."""
        if update.message and update.message.text:
            await update.message.reply_text(update.message.text)

    application = Application.builder().token(token).base_url(f"{url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(allowed_updates=["message", "callback_query"], bootstrap_retries=3)


if __name__ == "__main__":
    if sys.argv[1] == "ours":
        asyncio.run(ours(*sys.argv[2:7]))
    else:
        library(sys.argv[2], sys.argv[3])

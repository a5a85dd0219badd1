"""The webhook's receiver: check, commit, and only then answer 200."""

import asyncio
import hmac
import json
import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from telegram.error import NetworkError

from bot.core.clock import Clock
from bot.core.errors import OperatorError
from bot.core.ports import Arrival
from bot.platforms.telegram.answers import read_answer
from bot.platforms.telegram.gate import ALLOWED_UPDATES
from bot.platforms.telegram.intake import Accept, arrival_of, unreadable
from bot.platforms.telegram.settings import TelegramSettings
from bot.platforms.telegram.transport import Transport

_log = logging.getLogger(__name__)
_HOPELESS: Final = frozenset(
    {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}
)
MOST_BYTES: Final = 1024 * 1024
BODY_SECONDS: Final = 10.0
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


async def set_webhook(transport: Transport, settings: TelegramSettings, secret: str) -> None:
    """Tell Telegram where to send updates; OperatorError when it refuses the address.

    Not by python-telegram-bot, which writes the secret to its debug log.
    """
    wanted = {
        "url": settings.webhook_url,
        "secret_token": secret,
        "allowed_updates": ALLOWED_UPDATES,
    }
    answer = read_answer(*await transport.call("setWebhook", json.dumps(wanted).encode()))
    if answer.code in _HOPELESS:
        raise OperatorError(f"[telegram] webhook_url is refused: {answer.description}")
    if answer.kind != "ok":
        raise NetworkError(answer.description or "the webhook was not set")


@dataclass(slots=True)
class Receiver:
    """Receive updates of one bot; those that come together are committed together."""

    secret: str = field(repr=False)
    accept: Accept
    clock: Clock
    seconds: float = BODY_SECONDS
    _waiting: list[tuple[Arrival, asyncio.Future[None]]] = field(default_factory=list)
    _committing: asyncio.Task[None] | None = None

    async def serve(self, url: str, listen: str) -> None:
        """Listen on `host:port` for the path of a public URL until cancelled."""
        app = web.Application(client_max_size=MOST_BYTES)
        app.router.add_post(urlsplit(url).path or "/", self.receive)
        # No access log: it would hold one line a message.
        runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=2.0)
        await runner.setup()
        host, _, port = listen.rpartition(":")
        try:
            await web.TCPSite(runner, host.strip("[]"), int(port)).start()
            _log.info("the webhook listens on %s", listen)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def receive(self, request: web.Request) -> web.Response:
        """Take one update: 200 means that it is committed."""
        shown = request.headers.getall(SECRET_HEADER, [])
        if len(shown) != 1 or not self._is_secret(shown[0]):
            return web.Response(status=403)
        if request.content_type != "application/json":
            return web.Response(status=415)
        try:
            async with asyncio.timeout(self.seconds):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        try:
            await self._commit(self._arrival(body))
        except Exception:  # noqa: BLE001 - answered, not raised
            # Telegram sends again what was not answered with 200.
            _log.exception("an update cannot be stored")
            return web.Response(status=503)
        return web.Response()

    def _is_secret(self, shown: str) -> bool:
        """Compare in constant time, as bytes: a header may hold anything."""
        return hmac.compare_digest(shown.encode("utf-8", "surrogateescape"), self.secret.encode())

    def _arrival(self, body: bytes) -> Arrival:
        """Read a body; no update is kept too: refused, it would come again all day."""
        now = self.clock.now()
        try:
            found = arrival_of(json.loads(body), now)
        except (ValueError, RecursionError):
            found = None
        if found is None:
            _log.warning("the webhook got %d bytes that are no update", len(body))
        return found or unreadable(body, now)

    async def _commit(self, arrival: Arrival) -> None:
        """Commit together with whatever else waits; return when it is on disk."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrival, done))
        if self._committing is None:
            self._committing = asyncio.create_task(self._commit_waiting())
        await done

    async def _commit_waiting(self) -> None:
        """Commit in batches until nothing waits; a failure goes to every waiter of its batch."""
        while self._waiting:
            batch, self._waiting = self._waiting, []
            failure: Exception | None = None
            try:
                await self.accept([arrival for arrival, _ in batch])
            except Exception as raised:  # noqa: BLE001 - handed to the waiters
                failure = raised
            for _, done in batch:
                if done.done():
                    continue
                if failure:
                    done.set_exception(failure)
                else:
                    done.set_result(None)
        self._committing = None

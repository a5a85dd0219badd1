"""The way out to Discord's channels: one claimed message, one call, one answer.

discord.py's own client repeats failed calls by itself; here one layer alone does, the outbox. A
nonce lets Discord drop the copy of a message whose arrival was not certain.
"""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

import aiohttp

from bot.core.sending import EDIT, PIN, Answer, Delivery, Kind
from bot.platforms.discord.settings import DiscordSettings

_log = logging.getLogger(__name__)
MOST_BYTES: Final = 1024 * 1024
CONNECT_SECONDS, TOTAL_SECONDS = 5.0, 25.0
BAN_SECONDS: Final = 600.0
"""A 429 without a Via header comes from Discord's edge: the address is banned for a while."""
_SILENT: Final = 1 << 12
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


class DiscordSender:
    """Send pushes, edits and pins of one bot; the token is in no text."""

    def __init__(self, settings: DiscordSettings) -> None:
        """Prepare; the session opens with the first call."""
        self._base = settings.api_base_url.rstrip("/")
        self._token = settings.token
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Close the connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def send(self, delivery: Delivery) -> Answer:
        """Send one delivery and say what Discord answered; never raise."""
        method, path, body = call_of(delivery)
        try:
            answer = await self._call(method, path, body)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as failure:
            return Answer("not_sent", description=type(failure).__name__)
        except Exception as failure:  # noqa: BLE001 - the port promises not to raise
            return Answer("perhaps_sent", description=type(failure).__name__)
        if delivery.part.method == PIN and answer.kind == "refused" and answer.code != 429:  # noqa: PLR2004 - HTTP's own number
            # Not being allowed to pin says nothing about being allowed to write.
            return Answer("refused", code=400, description="cannot pin here")
        return answer

    async def _call(self, method: str, path: str, body: Mapping[str, object] | None) -> Answer:
        """Make one call."""
        session = self._session or self._open()
        data = None if body is None else json.dumps(body).encode()
        async with session.request(
            method, self._base + path, data=data, allow_redirects=False,
            timeout=aiohttp.ClientTimeout(total=TOTAL_SECONDS, connect=CONNECT_SECONDS),
        ) as response:  # fmt: skip
            payload = await response.content.read(MOST_BYTES)
            return read_answer(response.status, response.headers, payload)

    def _open(self) -> aiohttp.ClientSession:
        """Open the session on the running loop."""
        self._session = aiohttp.ClientSession(
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={
                "Authorization": f"Bot {self._token}",
                "Content-Type": "application/json",
                "User-Agent": "DiscordBot (banquet, 1.0)",
            },
        )
        return self._session


def call_of(delivery: Delivery) -> tuple[str, str, dict[str, object] | None]:
    """Return method, path and body of the call that carries a delivery out."""
    part = delivery.part
    # A server is one chat; what was ordered in a channel goes there.
    channel = part.topic if part.topic is not None else part.chat
    if part.method == PIN:
        return "PUT", f"/channels/{channel}/pins/{delivery.message_id}", None
    shown = _shown(delivery)
    if part.method == EDIT:
        return "PATCH", f"/channels/{channel}/messages/{delivery.message_id}", shown
    shown |= {"nonce": nonce_of(delivery), "enforce_nonce": True}
    if part.silent:
        shown["flags"] = _SILENT
    if part.kind is Kind.CORRECTION and delivery.message_id is not None:
        shown["message_reference"] = {
            "message_id": str(delivery.message_id), "fail_if_not_exists": False,
        }  # fmt: skip
    return "POST", f"/channels/{channel}/messages", shown


def nonce_of(delivery: Delivery) -> str:
    """Return the row's own nonce: the same for each copy, another for each row."""
    number, digits = delivery.id, ""
    while number:
        number, rest = divmod(number, len(_DIGITS))
        digits = _DIGITS[rest] + digits
    return f"{delivery.part.kind.value[:2]}{digits}"


def read_answer(status: int, headers: Mapping[str, str], payload: bytes) -> Answer:
    """Say what an answer means, in the outbox's words; total, whatever came back."""
    found = _object(payload)
    said = found or {}
    if status in (HTTPStatus.OK, HTTPStatus.CREATED):
        number = said.get("id")
        known = int(number) if isinstance(number, str) and number.isdigit() else None
        return Answer("garbled", code=status) if found is None else Answer("ok", message_id=known)
    if status == HTTPStatus.NO_CONTENT:
        return Answer("ok")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        # It may have been taken; the nonce keeps a second copy away.
        return Answer("garbled", code=status, description=f"HTTP {status}")
    code = said.get("code")
    description = f"{code}: {said.get('message', '')}"[:200]
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return _throttled(headers, said)
    return Answer("refused", code=_code(status, code), description=description)


def _code(status: int, code: object) -> int:
    """Translate Discord's codes into the classifier's: who is gone, what is wrong."""
    gone = {10003, 50001, 50007, 50013}  # unknown channel, no access, no direct messages, no rights
    if code in gone:
        return HTTPStatus.FORBIDDEN
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return status
    return HTTPStatus.BAD_REQUEST


def _throttled(headers: Mapping[str, str], said: Mapping[str, Any]) -> Answer:
    """Read how long to wait; without a Via header it is a ban."""
    wait = said.get("retry_after")
    seconds = float(wait) if isinstance(wait, int | float) else 1.0
    if "Via" not in headers:
        _log.error("Discord bans this address for a while; nothing is sent for ten minutes")
        seconds = max(seconds, BAN_SECONDS)
    return Answer("refused", code=429, description="429", retry_after=seconds)


def _object(payload: bytes) -> dict[str, Any] | None:
    """Return a JSON object; None for anything else."""
    try:
        said = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _shown(delivery: Delivery) -> dict[str, object]:
    """Return what Discord gets of a body, marked where an earlier copy may have arrived."""
    body = delivery.part.body
    shown = {name: value for name, value in body.items() if not name.startswith("_")}
    mark = body.get("_resent")
    # With a nonce the second copy vanishes within minutes of the first; later it is marked.
    if delivery.resent and mark and delivery.part.method not in (EDIT, PIN):
        shown["content"] = str(mark)
    return shown

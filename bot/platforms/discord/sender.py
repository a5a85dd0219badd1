"""The way out to Discord's channels: one claimed message, one call, one answer.

discord.py's own client repeats failed calls by itself; here one layer alone does, the outbox. A
nonce lets Discord drop the copy of a message whose arrival was not certain.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import aiohttp

from bot.core.sending import DELETE, EDIT, PIN, Answer, Delivery, Kind
from bot.platforms.discord.answers import read_answer
from bot.platforms.discord.settings import DiscordSettings

MOST_BYTES: Final = 1024 * 1024
"""Longest answer that is read; Discord's own largest is well below."""
CONNECT_SECONDS, TOTAL_SECONDS = 5.0, 25.0
CANNOT_PIN: Final = frozenset({10003, 50001, 50013})
"""Discord's codes for a channel or a right that the bot lacks."""
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
        if delivery.part.method == PIN and answer.code in CANNOT_PIN:
            # Not being allowed to pin says nothing about being allowed to write.
            return Answer("refused", code=HTTPStatus.BAD_REQUEST, description="cannot pin here")
        return answer

    async def _call(self, method: str, path: str, body: Mapping[str, object] | None) -> Answer:
        """Make one call."""
        session = self._session or self._open()
        data = None if body is None else json.dumps(body).encode()
        async with session.request(
            method, self._base + path, data=data, allow_redirects=False,
            timeout=aiohttp.ClientTimeout(total=TOTAL_SECONDS, connect=CONNECT_SECONDS),
        ) as response:  # fmt: skip
            return read_answer(response.status, response.headers, await _read(response))

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
        return "PUT", f"/channels/{channel}/messages/pins/{delivery.message_id}", None
    if part.method == DELETE:
        return "DELETE", f"/channels/{channel}/messages/{delivery.message_id}", None
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


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """Read an answer up to the cap."""
    chunks: list[bytes] = []
    held = 0
    async for chunk in response.content.iter_any():
        held += len(chunk)
        if held > MOST_BYTES:
            raise ValueError("the answer is longer than any real one")
        chunks.append(chunk)
    return b"".join(chunks)


def _shown(delivery: Delivery) -> dict[str, object]:
    """Return what Discord gets of a body, marked where an earlier copy may have arrived."""
    body = delivery.part.body
    shown = {name: value for name, value in body.items() if not name.startswith("_")}
    mark = body.get("_resent")
    # With a nonce the second copy vanishes within minutes of the first; later it is marked.
    if delivery.resent and mark and delivery.part.method not in (EDIT, PIN):
        shown["content"] = str(mark)
    return shown

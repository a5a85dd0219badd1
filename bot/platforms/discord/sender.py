"""The way out to Discord's channels: one claimed message, one call, one answer.

discord.py's own client repeats failed calls by itself; here one layer alone does, the outbox. A
nonce lets Discord drop the copy of a message whose arrival was not certain.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Final

import aiohttp

from bot.core.pictures import Painted, Painter, picture_in
from bot.core.sending import DELETE, EDIT, PIN, Answer, Delivery, Kind
from bot.platforms.discord.answers import read_answer
from bot.platforms.discord.pictures import FILE, described, illustrated
from bot.platforms.discord.settings import DiscordSettings

RECIPIENT: Final = "recipient"
"""Names, in a part's target, the person whose direct messages it goes to."""
MOST_BYTES: Final = 1024 * 1024
"""Longest answer that is read; Discord's own largest is well below."""
CONNECT_SECONDS, TOTAL_SECONDS = 5.0, 25.0
CANNOT_PIN: Final = frozenset({10003, 50001, 50013})
"""Discord's codes for a channel or a right that the bot lacks."""
_SILENT: Final = 1 << 12
_JSON: Final = {"Content-Type": "application/json"}
_log = logging.getLogger(__name__)
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


class DiscordSender:
    """Send pushes, edits and pins of one bot; the token is in no text."""

    def __init__(self, settings: DiscordSettings, painter: Painter | None = None) -> None:
        """Prepare; the session opens with the first call. Without a painter all is text."""
        self._painter = painter
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
        try:
            answer = await self._carried_out(delivery)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as failure:
            return Answer("not_sent", description=type(failure).__name__)
        except Exception as failure:  # noqa: BLE001 - the port promises not to raise
            return Answer("perhaps_sent", description=type(failure).__name__)
        if delivery.part.method == PIN and answer.code in CANNOT_PIN:
            # Not being allowed to pin says nothing about being allowed to write.
            return Answer("refused", code=HTTPStatus.BAD_REQUEST, description="cannot pin here")
        return answer

    async def _carried_out(self, delivery: Delivery) -> Answer:
        """Make the call with its picture; where that is refused for certain, without."""
        if recipient := delivery.part.target.get(RECIPIENT):
            opened = await self._opened(str(recipient))
            if opened.kind != "ok" or opened.message_id is None:
                return opened
            delivery = replace(delivery, part=replace(delivery.part, topic=opened.message_id))
        method, path, body = call_of(delivery)
        picture = picture_in(delivery.part.body) if body is not None else None
        painted = await self._painter.paint(picture) if picture and self._painter else None
        if body is not None and painted is not None:
            answer = await self._call(method, path, _form(body, painted), {})
            if answer.kind != "refused" or answer.retry_after is not None:
                return answer
            _log.warning("a picture was refused, its text goes out alone: %s", answer.description)
        data = None if body is None else json.dumps(body).encode()
        return await self._call(method, path, data, _JSON)

    async def _opened(self, recipient: str) -> Answer:
        """Return the channel of direct messages with a person; nothing was sent by that."""
        wanted = json.dumps({"recipient_id": recipient}).encode()
        try:
            answer = await self._call("POST", "/users/@me/channels", wanted, _JSON)
        except Exception as failure:  # noqa: BLE001 - opening it again is harmless
            return Answer("not_sent", description=type(failure).__name__)
        unread = answer.kind == "garbled" or (answer.kind == "ok" and answer.message_id is None)
        return replace(answer, kind="not_sent") if unread else answer

    async def _call(
        self,
        method: str,
        path: str,
        data: bytes | aiohttp.FormData | None,
        headers: Mapping[str, str],
    ) -> Answer:
        """Make one call."""
        session = self._session or self._open()
        async with session.request(
            method, self._base + path, data=data, headers=headers, allow_redirects=False,
            timeout=aiohttp.ClientTimeout(total=TOTAL_SECONDS, connect=CONNECT_SECONDS),
        ) as response:  # fmt: skip
            return read_answer(response.status, response.headers, await _read(response))

    def _open(self) -> aiohttp.ClientSession:
        """Open the session on the running loop."""
        self._session = aiohttp.ClientSession(
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={
                "Authorization": f"Bot {self._token}",
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
        # What an earlier text had attached does not belong to this one.
        shown["attachments"] = []
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


def _form(body: Mapping[str, object], painted: Painted) -> aiohttp.FormData:
    """Return a message with its picture as a form; good for one call."""
    embeds = body["embeds"]
    shown = illustrated(embeds) if isinstance(embeds, list) else embeds
    attachment = {"id": 0, "filename": FILE, "description": described(painted)}
    whole = {**body, "embeds": shown, "attachments": [attachment]}
    form = aiohttp.FormData()
    form.add_field("payload_json", json.dumps(whole), content_type="application/json")
    form.add_field("files[0]", painted.png, filename=FILE, content_type="image/png")
    return form


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

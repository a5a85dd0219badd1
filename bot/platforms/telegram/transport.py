"""HTTP to the Bot API over aiohttp, saying of every failure whether bytes may have left."""

import json
from http import HTTPStatus
from typing import Final, NoReturn

import aiohttp
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.platforms.telegram.answers import read_answer, read_object
from bot.platforms.telegram.failures import NotSent, PerhapsSent, Throttled
from bot.platforms.telegram.settings import TelegramSettings

MOST_BYTES: Final = 8 * 1024 * 1024
"""Longest answer that is read; the Bot API's own largest is well below."""
CONNECT_SECONDS: Final = 5.0
READ_SECONDS: Final = 20.0
CONNECTIONS: Final = 32
_JSON: Final = {"Content-Type": "application/json"}
_HEADERS: Final = {
    # Nothing is unpacked here, so a small answer cannot become a large one.
    "Accept-Encoding": "identity",
}


class Transport(BaseRequest):
    """Carry calls of one bot; the token is known here alone and is never in a text.

    python-telegram-bot is given an empty base URL, so that neither its log lines nor its
    errors can hold the token; the real address is put together only here.
    """

    __slots__ = ("_base", "_session", "_urls")

    def __init__(self, settings: TelegramSettings) -> None:
        """Prepare addresses; the session opens with the first call."""
        self._base = f"{settings.api_base_url.rstrip('/')}/bot{settings.token}/"
        self._urls: dict[str, URL] = {}
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return the seconds an answer may take."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open nothing yet: a session belongs to the loop that makes the first call."""

    async def shutdown(self) -> None:
        """Close the connections; a later call opens new ones."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - the base class's own signature
        self,
        url: str,
        method: str,  # noqa: ARG002 - the Bot API takes POST for everything
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - one deadline
        connect_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - one deadline
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - one deadline
    ) -> tuple[int, bytes]:
        """Serve python-telegram-bot's Bot: its `url` is `/<method>`."""
        seconds = read_timeout if isinstance(read_timeout, int | float) else READ_SECONDS
        parameters = request_data.parameters if request_data else {}
        body = json.dumps(parameters).encode()
        return _checked(*await self.call(url.lstrip("/"), body, seconds))

    async def call(
        self, method: str, body: bytes | aiohttp.FormData, seconds: float = READ_SECONDS
    ) -> tuple[int, bytes]:
        """POST a JSON body or a form; return status and answer, or raise NotSent or PerhapsSent."""
        session = self._session or self._open()
        try:
            async with session.post(
                self._url(method),
                data=body,
                headers=_JSON if isinstance(body, bytes) else None,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(
                    total=CONNECT_SECONDS + seconds, connect=CONNECT_SECONDS
                ),
            ) as response:
                return response.status, await _read(response)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as failure:
            # The wait for a free slot counts as connecting and ends in ConnectionTimeoutError.
            _say(NotSent, failure)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as failure:
            _say(PerhapsSent, failure)

    def _url(self, method: str) -> URL:
        """Return a method's address, made once."""
        found = self._urls.get(method)
        if found is None:
            found = self._urls[method] = URL(self._base + method, encoded=True)
        return found

    def _open(self) -> aiohttp.ClientSession:
        """Open the session on the running loop."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=CONNECTIONS),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=_HEADERS,
            auto_decompress=False,
        )
        return self._session


def _checked(status: int, payload: bytes) -> tuple[int, bytes]:
    """Raise for what python-telegram-bot would log in full, lose, or meet with a KeyError."""
    if read_object(payload) is None:
        raise NetworkError(f"Telegram's answer cannot be read (HTTP {status})")
    answer = read_answer(status, payload)
    if answer.code == HTTPStatus.TOO_MANY_REQUESTS:
        raise Throttled(answer.retry_after)
    # A refusal may come under status 200; its own code says what it is.
    return (answer.code or status) if answer.kind == "refused" else status, payload


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


def _say(kind: type[NotSent] | type[PerhapsSent], failure: Exception) -> NoReturn:
    """Raise without the cause: aiohttp's own texts may hold the address and with it the token."""
    reason = getattr(failure, "strerror", None) or type(failure).__name__
    raise kind(f"Telegram could not be reached: {reason}") from None

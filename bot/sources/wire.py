"""One GET over HTTP, as careful as a stranger's server demands; built on aiohttp."""

import errno
from collections.abc import Mapping

import aiohttp
from aiohttp import hdrs
from yarl import URL

from bot.sources.answers import Answer
from bot.sources.bodies import Body
from bot.sources.errors import Blocked, SourceError, Unreachable
from bot.sources.resolver import PrivateAddress, PublicResolver
from bot.sources.tls import context

_HEADERS = {hdrs.ACCEPT: "application/json", hdrs.ACCEPT_ENCODING: "gzip"}
_CHUNK = 64 * 2**10
_OK = 200
_CUT_OFF = frozenset({errno.ECONNRESET, errno.EPIPE})


class Wire:
    """A session without cookies, proxies or redirects; each request has its own connection.

    A connection kept open may be closed by the server at the moment that it is used again, which
    looks like being shut out.
    """

    def __init__(self, connect_seconds: float) -> None:
        """Prepare to connect; needs a running event loop."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                ssl=context(), resolver=PublicResolver(), force_close=True
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=_HEADERS,
            timeout=aiohttp.ClientTimeout(total=None, connect=connect_seconds),
            trust_env=False,
            auto_decompress=False,
            middlewares=(_once,),
        )

    async def get(self, url: URL, headers: Mapping[str, str]) -> Answer:
        """Ask once and return what came; a SourceError where nothing did."""
        async with self._session.get(url, headers=headers, allow_redirects=False) as response:
            return Answer(
                status=response.status,
                body=await _read(response) if response.status == _OK else b"",
                location=response.headers.get(hdrs.LOCATION, ""),
                retry_after=response.headers.get(hdrs.RETRY_AFTER, ""),
            )

    async def close(self) -> None:
        """End every connection."""
        await self._session.close()


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """Read a body chunk by chunk within its bounds."""
    body = Body(",".join(response.headers.getall(hdrs.CONTENT_ENCODING, ())))
    try:
        async for chunk in response.content.iter_chunked(_CHUNK):
            body.take(chunk)
    except aiohttp.ClientError as error:
        raise Unreachable("cut") from error
    return body.whole()


async def _once(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Name what went wrong before an answer came.

    aiohttp itself sends a GET a second time where it saw the connection break; that would go
    past the budget, and does not happen to errors that are not its own.
    """
    try:
        return await handler(request)
    except aiohttp.ClientError as error:
        raise _trouble(error) from error


def _trouble(error: aiohttp.ClientError) -> SourceError:
    """Return why no answer began."""
    if _is_cut_off(error):
        return Blocked("cut_off")
    inner = getattr(error, "os_error", None)
    reasons = {
        "private_address": isinstance(inner, PrivateAddress),
        "dns": isinstance(error, aiohttp.ClientConnectorDNSError),
        "tls": isinstance(error, aiohttp.ClientSSLError),
        "connect_timeout": isinstance(error, aiohttp.ConnectionTimeoutError),
        "no_connection": isinstance(error, aiohttp.ClientConnectorError),
    }
    return Unreachable(next((name for name, is_so in reasons.items() if is_so), "no_http"))


def _is_cut_off(error: aiohttp.ClientError) -> bool:
    """Tell whether the server closed a connection that it had taken, without a word.

    That is how the exchange treats an address that asked too often.
    """
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return True
    inner = getattr(error, "os_error", error)
    reset = isinstance(inner, ConnectionResetError | BrokenPipeError)
    return reset or (isinstance(inner, OSError) and inner.errno in _CUT_OFF)

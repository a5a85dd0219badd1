"""How bytes leave: whole, or cut, dripping, compressed past all measure, or not at all."""

import asyncio
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import TypeAlias

from aiohttp import web

from tests.standins.exchange.faults import Fault

Response: TypeAlias = web.StreamResponse
_MIB = 1 << 20
_GZIP = 31
_PAGE = (
    "<!DOCTYPE html><html><head><title>系統維護</title></head>"
    "<body><h1>系統維護中，造成不便敬請見諒</h1></body></html>"
)
_FRESH = {
    "Cache-Control": "no-store, max-age=0",
    "Age": "0",
    "Last-Modified": "Fri, 01 Jan 2100 00:00:00 GMT",
    "ETag": '"fresh"',
}
_PROMISED = 1000
_FOUND, _ERRORS = 302, 400


async def deliver(
    request: web.BaseRequest, body: bytes, content_type: str, faults: Sequence[Fault]
) -> Response:
    """Send a body, by way of the first fault that concerns the sending."""
    for fault in faults:
        if fault.kind in _WAYS:
            return await _WAYS[fault.kind](request, body, fault)
    headers = _FRESH if any(fault.kind == "stale_body" for fault in faults) else {}
    return web.Response(
        body=body, headers={"Content-Type": f"{content_type};charset=UTF-8", **headers}
    )


def abort(request: web.BaseRequest) -> Response:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _close(request: web.BaseRequest, _: bytes, __: Fault) -> Response:
    """Answer nothing."""
    return abort(request)


async def _status(_: web.BaseRequest, __: bytes, fault: Fault) -> Response:
    """Answer with another status."""
    headers = {"Retry-After": f"{fault.seconds:.0f}"} if fault.seconds else {}
    text = _PAGE if fault.value is None else fault.value
    return web.Response(status=fault.status, text=text, headers=headers, content_type="text/html")


async def _html(_: web.BaseRequest, __: bytes, fault: Fault) -> Response:
    """Answer with a page of maintenance and status 200."""
    return web.Response(text=_PAGE, content_type=fault.value or "text/html")


async def _cut(request: web.BaseRequest, body: bytes, fault: Fault) -> Response:
    """Promise the whole body and close in the middle of it."""
    response = await _begin(request, {"Content-Length": f"{len(body)}"})
    await response.write(body[: fault.at])
    abort(request)
    return response


async def _drip(request: web.BaseRequest, body: bytes, fault: Fault) -> Response:
    """Send byte by byte."""
    response = await _begin(request, {})
    for byte in body:
        await response.write(bytes([byte]))
        await asyncio.sleep(fault.seconds)
    return response


async def _hang(request: web.BaseRequest, _: bytes, fault: Fault) -> Response:
    """Send headers and then nothing."""
    response = await _begin(request, {"Content-Length": f"{_PROMISED}"})
    await asyncio.sleep(fault.seconds)
    return abort(request) if request.transport else response


async def _bomb(request: web.BaseRequest, _: bytes, fault: Fault) -> Response:
    """Send a little that unpacks to `at` MiB."""
    response = await _begin(request, {"Content-Encoding": "gzip"})
    async for chunk in _packed(fault.at):
        await response.write(chunk)
    return response


async def _packed(mebibytes: int) -> AsyncIterator[bytes]:
    """Compress blanks within JSON, a MiB at a time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    yield packer.compress(b'{"stat":"OK","data":[["')
    blanks = b" " * _MIB
    for _ in range(mebibytes):
        yield packer.compress(blanks)
        await asyncio.sleep(0)
    yield packer.compress(b'"]]}') + packer.flush()


async def _encoded(_: web.BaseRequest, body: bytes, fault: Fault) -> Response:
    """Claim an encoding; each `gzip` in it is true, `br` and `zstd` are not."""
    for name in str(fault.value).split(","):
        body = _zipped(body) if name.strip() == "gzip" else body
    headers = {"Content-Encoding": fault.value, "Content-Type": "application/json"}
    return web.Response(body=body, headers=headers)


def _zipped(body: bytes) -> bytes:
    """Compress as gzip."""
    packer = zlib.compressobj(wbits=_GZIP)
    return packer.compress(body) + packer.flush()


async def _redirect(request: web.BaseRequest, _: bytes, fault: Fault) -> Response:
    """Send the client elsewhere, or round in a circle."""
    to = f"{request.rel_url}" if fault.value == "loop" else fault.value
    status = fault.status if fault.status < _ERRORS else _FOUND
    return web.Response(status=status, headers={"Location": to})


async def _begin(request: web.BaseRequest, headers: Mapping[str, str]) -> Response:
    """Send headers."""
    response = web.StreamResponse(headers={"Content-Type": "application/json", **headers})
    await response.prepare(request)
    return response


_WAYS: Mapping[str, Callable[[web.BaseRequest, bytes, Fault], Awaitable[Response]]] = {
    "close": _close,
    "status": _status,
    "html": _html,
    "cut": _cut,
    "drip": _drip,
    "hang": _hang,
    "bomb": _bomb,
    "encoded": _encoded,
    "redirect": _redirect,
}

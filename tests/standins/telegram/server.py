"""The stand-in itself: listens on loopback, holds long polls, pushes webhooks, fails on demand."""

import asyncio
import json
import math
import time
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.standins.telegram.faults import Fault
from tests.standins.telegram.methods import call
from tests.standins.telegram.pushing import Pusher
from tests.standins.telegram.refusals import JSON, Refusal
from tests.standins.telegram.world import World

_LARGEST_FILE = 50 * 1024 * 1024
_CONFLICT = "Conflict:"
_HTML = "<html><body>502 Bad Gateway</body></html>"


class TelegramStandIn:
    """The Bot API on loopback; `async with` starts and stops it."""

    def __init__(self, world: World | None = None, port: int = 0) -> None:
        """Prepare; nothing listens yet."""
        self.world = world or World()
        self.port = port
        self._runner: web.AppRunner | None = None
        self._pusher = Pusher(self.world)

    @property
    def url(self) -> str:
        """Return the base URL for the bot."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        """Listen; the port stays the same after `close` and `open`."""
        await self.open()
        self._pusher.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Stop listening and pushing."""
        await self._pusher.stop()
        await self.close()

    async def open(self) -> None:
        """Begin to accept connections."""
        app = web.Application(client_max_size=_LARGEST_FILE)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True).start()
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Refuse connections from now on."""
        if self._runner is not None:
            runner, self._runner = self._runner, None
            await runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        method = request.match_info["method"]
        self.world.calls.append(method)
        try:
            self._check_token(request)
            return await self._answer(request, method, await _parameters(request))
        except Refusal as refusal:
            return web.json_response(refusal.body, status=refusal.code)

    async def _answer(
        self, request: web.Request, method: str, parameters: JSON
    ) -> web.StreamResponse:
        """Carry a call out, unless a fault says otherwise."""
        chat = parameters.get("chat_id")
        if flood := self.world.faults.flood(method, chat, time.monotonic()):
            seconds = max(1, math.ceil(flood.until - time.monotonic()))
            raise Refusal(
                429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds}
            )
        fault = self.world.faults.take(method, chat)
        if fault and not fault.kind.startswith("accept"):
            return await _refused(fault)
        if method == "getUpdates":
            return _ok(await self._get_updates(parameters))
        if self.world.latency:
            await asyncio.sleep(self.world.latency)
        result = call(self.world, method, parameters)
        return await _spoiled(fault, request) if fault else _ok(result)

    async def _get_updates(self, parameters: JSON) -> list[JSON]:
        """Hold a poll until updates are there; an offset forgets all before it."""
        world = self.world
        mine = self._only_poll()
        offset = parameters.get("offset") or 0
        for number in [number for number in world.updates if number < offset]:
            del world.updates[number]
        until = time.monotonic() + parameters.get("timeout", 0)
        while not (found := self._found(parameters)) and time.monotonic() < until:
            await _first(world.arrived, mine, seconds=until - time.monotonic())
            world.arrived.clear()
            if mine.is_set():
                raise Refusal(409, f"{_CONFLICT} terminated by other getUpdates request")
        world.poll = None if world.poll is mine else world.poll
        return found

    def _only_poll(self) -> asyncio.Event:
        """End an earlier poll; refuse all while a webhook is set."""
        if self.world.webhook:
            raise Refusal(409, f"{_CONFLICT} can't use getUpdates method while webhook is active")
        if self.world.poll:
            self.world.poll.set()
        mine = self.world.poll = asyncio.Event()
        return mine

    def _check_token(self, request: web.Request) -> None:
        """Refuse a token that is not the bot's."""
        if request.match_info["token"] != self.world.token:
            raise Refusal(401, "Unauthorized")

    def _found(self, parameters: JSON) -> list[JSON]:
        """Return what a poll would get now, lowest id first."""
        allowed = parameters.get("allowed_updates")
        shown = [
            self.world.updates[number]
            for number in sorted(self.world.updates)
            if not allowed or any(kind in self.world.updates[number] for kind in allowed)
        ]
        return shown[: parameters.get("limit", 100)]


async def _first(*events: asyncio.Event, seconds: float) -> None:
    """Wait for whichever event is set first, so long at most."""
    tasks = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(tasks, timeout=max(0.0, seconds), return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()


async def _parameters(request: web.Request) -> JSON:
    """Read the parameters of a call, sent as JSON or as a form."""
    if request.content_type == "application/json":
        body = await request.read()
        return dict(json.loads(body)) if body else {}
    form = await request.post()
    return {name: _value(name, value) for name, value in form.items()}


def _value(name: str, value: str | bytes | bytearray | web.FileField) -> Any:
    """Read a form's value: a file, JSON where it is JSON, else text."""
    if isinstance(value, web.FileField):
        return {"name": value.filename, "content": value.file.read(), "type": value.content_type}
    if name in {"text", "caption", "photo"}:
        return str(value)
    try:
        return json.loads(value)
    except ValueError:
        return str(value)


def _ok(result: Any) -> web.Response:
    """Return an `ok`."""
    return web.json_response({"ok": True, "result": result})


async def _refused(fault: Fault) -> web.StreamResponse:
    """Answer a call that is not carried out."""
    if fault.kind == "stall":
        await asyncio.sleep(fault.seconds)
        raise Refusal(500, "Internal Server Error")
    if fault.kind == "migrate":
        description = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refusal(400, description, {"migrate_to_chat_id": fault.new_id})
    if fault.kind == "ok_false_200":
        refusal = Refusal(fault.code, fault.body or "Bad Request: of a kind")
        return web.json_response(refusal.body)
    body = fault.body or json.dumps(Refusal(fault.code, f"Refused {fault.code}").body)
    return web.Response(status=fault.code, text=body)


async def _spoiled(fault: Fault, request: web.Request) -> web.StreamResponse:
    """Spoil the answer to a call that was carried out."""
    if fault.kind == "accept_then_stall":
        await asyncio.sleep(fault.seconds)
    elif fault.kind == "accept_then_garbage":
        return web.Response(text=fault.body or _HTML)
    if request.transport is not None:
        request.transport.abort()
    return web.Response()

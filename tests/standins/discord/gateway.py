"""The gateway: handshakes, heartbeats, events, and every way of losing the connection."""

import asyncio
import json
import zlib
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.standins.discord.ledger import Ledger
from tests.standins.discord.people import APPLICATION
from tests.standins.discord.refusals import JSON

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
AUTHENTICATION_FAILED, DISALLOWED_INTENTS, UNKNOWN_OPCODE = 4004, 4014, 4001
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15
HEARTBEAT_MS = 41_250


@dataclass(slots=True)
class Session:
    """A gateway session: its id and the events sent in it."""

    id: str
    events: list[JSON] = field(default_factory=list)
    over: bool = False


class Connection:
    """One websocket, compressed as the client asked for."""

    def __init__(self, socket: web.WebSocketResponse, compress: str | None) -> None:
        """Wrap a socket; only zlib is offered here, everything else gets plain text."""
        self.socket = socket
        self._zlib = zlib.compressobj() if compress == "zlib-stream" else None

    async def send(self, op: int, data: object = None, **more: object) -> None:
        """Send one payload."""
        text = json.dumps({"op": op, "d": data, "s": None, "t": None, **more})
        if self._zlib is None:
            await self.socket.send_str(text)
            return
        packed = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
        await self.socket.send_bytes(packed)


class Gateway:
    """All sessions of one bot."""

    def __init__(self, ledger: Ledger, token: str) -> None:
        """Let in whoever shows the token."""
        self.url = ""
        self.close_next_with: int | None = None
        self._ledger = ledger
        self._token = token
        self._sessions: dict[str, Session] = {}
        self._current: tuple[Connection, Session] | None = None
        self._open = asyncio.Event()
        self._shut = asyncio.Event()
        self._shut.set()
        self._missing = asyncio.Event()
        self._missing.set()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection."""
        assert (request.query["v"], request.query["encoding"]) == ("10", "json")
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket, request.query.get("compress"))
        await connection.send(HELLO, {"heartbeat_interval": HEARTBEAT_MS})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._receive(connection, json.loads(message.data))
        if self._current and self._current[0] is connection:
            self._open.clear()
            self._shut.set()
        return socket

    async def _receive(self, connection: Connection, payload: JSON) -> None:
        """Answer one payload of the client."""
        match payload["op"]:
            case 1:
                await connection.send(ACK)
            case 2:
                await self._identify(connection, payload["d"])
            case 6:
                await self._resume(connection, payload["d"])
            case 3 | 4 | 8:
                return
            case _:
                await connection.socket.close(code=UNKNOWN_OPCODE)

    async def _identify(self, connection: Connection, data: JSON) -> None:
        """Begin a session, or close with the reason against it."""
        self._ledger.identifies.append(data)
        reason = self.close_next_with
        if data["token"] != self._token:
            reason = AUTHENTICATION_FAILED
        elif data["intents"] & PRIVILEGED:
            reason = DISALLOWED_INTENTS
        if reason:
            self.close_next_with = None
            await connection.socket.close(code=reason)
            return
        session = Session(f"session-{len(self._sessions) + 1}")
        self._sessions[session.id] = session
        await self._dispatch_in(session, connection, "READY", self._ready(session))
        self._use(connection, session)

    async def _resume(self, connection: Connection, data: JSON) -> None:
        """Take up a session again with the events that were missed, or refuse to."""
        self._ledger.resumes.append(data)
        await self._missing.wait()
        session = self._sessions.get(data["session_id"])
        if session is None or session.over:
            await connection.send(INVALID, False)
            return
        for event in session.events:
            if event["s"] > data["seq"]:
                await connection.send(DISPATCH, event["d"], s=event["s"], t=event["t"])
        await self._dispatch_in(session, connection, "RESUMED", {})
        self._use(connection, session)

    def _use(self, connection: Connection, session: Session) -> None:
        """Send events over this connection from now on."""
        self._current = connection, session
        self._open.set()
        self._shut.clear()

    def _ready(self, session: Session) -> JSON:
        """Return READY's data."""
        user = {"id": str(APPLICATION), "username": "Banquet", "discriminator": "0", "avatar": None}
        return {
            "v": 10, "user": {**user, "bot": True}, "guilds": [{"id": "77", "unavailable": True}],
            "session_id": session.id, "resume_gateway_url": self.url,
            "application": {"id": str(APPLICATION), "flags": 0},
        }  # fmt: skip

    async def _dispatch_in(
        self, session: Session, connection: Connection, event: str, data: JSON
    ) -> None:
        """Send an event and remember it for a resume."""
        number = len(session.events) + 1
        session.events.append({"s": number, "t": event, "d": data})
        await connection.send(DISPATCH, data, s=number, t=event)

    async def connected(self) -> None:
        """Wait until a session is open."""
        async with asyncio.timeout(5):
            await self._open.wait()

    async def disconnected(self) -> None:
        """Wait until no session is open."""
        async with asyncio.timeout(5):
            await self._shut.wait()

    async def dispatch(self, event: str, data: JSON) -> None:
        """Send an event to the bot."""
        await self.connected()
        connection, session = self._now()
        await self._dispatch_in(session, connection, event, data)

    async def ask_to_reconnect(self) -> None:
        """Send op 7: connect again and resume."""
        connection, _ = self._now()
        self._open.clear()
        await connection.send(RECONNECT)

    async def invalidate(self, *, resumable: bool) -> None:
        """Send op 9: the session is broken, and maybe over."""
        connection, session = self._now()
        session.over = not resumable
        self._open.clear()
        await connection.send(INVALID, resumable)

    async def close(self, code: int, *, over: bool = False) -> None:
        """Close the connection with a code; a session that is over cannot be resumed."""
        connection, session = self._now()
        session.over = over
        self._open.clear()
        await connection.socket.close(code=code)

    async def lose(self) -> None:
        """Close the connection as a network does, and let nobody in until something was missed."""
        self._missing.clear()
        await self.close(4000)

    def miss(self, event: str, data: JSON) -> None:
        """Note an event that nobody was there for, and let the bot in again."""
        _, session = self._now()
        session.events.append({"s": len(session.events) + 1, "t": event, "d": data})
        self._missing.set()

    async def hang_up(self) -> None:
        """Close whatever is open, as when the stand-in goes away."""
        if self._current:
            await self._current[0].socket.close()

    def _now(self) -> tuple[Connection, Session]:
        """Return the open connection and its session."""
        assert self._current, "nobody is connected"
        return self._current

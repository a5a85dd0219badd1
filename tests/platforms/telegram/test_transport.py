"""The transport says of every failure whether bytes may have left, and never names the token."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.core.errors import OperatorError
from bot.platforms.telegram.failures import NotSent, PerhapsSent
from bot.platforms.telegram.settings import TelegramSettings
from bot.platforms.telegram.transport import MOST_BYTES, Transport

TOKEN = "123456789:AAH-canary_of_a_token_0123456789abcdef"
Speak = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def server(speak: Speak) -> AsyncIterator[Transport]:
    """Serve raw answers, and open a transport to them."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await speak(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    transport = Transport(TelegramSettings(TOKEN, f"http://127.0.0.1:{port}"))
    try:
        yield transport
    finally:
        await transport.shutdown()
        listening.close()


async def test_a_refused_connection_is_not_sent(unused_port: int) -> None:
    """Nobody listens, so nothing was understood (A06)."""
    transport = Transport(TelegramSettings(TOKEN, f"http://127.0.0.1:{unused_port}"))
    with pytest.raises(NotSent) as failure:
        await transport.call("getMe", b"{}")
    await transport.shutdown()

    assert TOKEN not in repr(failure.value)
    assert failure.value.__cause__ is None


async def test_an_unknown_host_is_not_sent() -> None:
    """A name that nobody knows is no connection."""
    transport = Transport(TelegramSettings(TOKEN, "https://telegram.invalid"))
    with pytest.raises(NotSent):
        await transport.call("getMe", b"{}")
    await transport.shutdown()


async def test_a_bad_certificate_is_not_sent() -> None:
    """TLS fails before the request is written."""

    async def plain(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")

    async with server(plain) as transport:
        base = transport._base.replace("http:", "https:").split("/bot", maxsplit=1)[0]
        secure = Transport(TelegramSettings(TOKEN, base))
        with pytest.raises(NotSent):
            await secure.call("getMe", b"{}")
        await secure.shutdown()


@pytest.mark.parametrize(
    "answer",
    [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", b"nonsense\r\n\r\n"],
    ids=["closed", "cut", "no HTTP"],
)
async def test_a_broken_answer_is_perhaps_sent(answer: bytes) -> None:
    """The request left; what became of it is unknown (A03)."""

    async def speak(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)

    async with server(speak) as transport:
        with pytest.raises(PerhapsSent) as failure:
            await transport.call("sendMessage", b"{}")
    assert TOKEN not in repr(failure.value)


async def test_a_stalled_answer_is_perhaps_sent() -> None:
    """The deadline ends the wait (A02)."""

    async def speak(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with server(speak) as transport:
        # The deadline has five seconds for connecting on top.
        with pytest.raises(PerhapsSent):
            await transport.call("sendMessage", b"{}", -4.9)


async def test_reads_no_more_than_the_cap() -> None:
    """An endless answer is cut off."""

    async def speak(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        for _ in range(2 + MOST_BYTES // 65536):
            writer.write(b"x" * 65536)
            await writer.drain()

    async with server(speak) as transport:
        with pytest.raises(PerhapsSent):
            await transport.call("sendMessage", b"{}")


async def test_follows_no_redirect() -> None:
    """A redirect could carry the token elsewhere."""

    async def speak(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: /bot/x\r\nContent-Length: 0\r\n\r\n")

    async with server(speak) as transport:
        assert await transport.call("getMe", b"{}") == (302, b"")


@pytest.mark.parametrize(
    ("url", "accepted"),
    [("https://api.telegram.org", True), ("http://127.0.0.1:8081", True),
     ("http://localhost", True), ("http://[::1]:80", True), ("http://api.telegram.org", False),
     ("http://127.0.0.1.example", False), ("ftp://127.0.0.1", False), ("https://", False)],
)  # fmt: skip
def test_speaks_in_clear_only_to_this_machine(url: str, accepted: bool) -> None:  # noqa: FBT001 - a row of the table
    """Over a network the token needs TLS."""
    if accepted:
        assert TelegramSettings(TOKEN, url).bot == "telegram:123456789"
        return
    with pytest.raises(OperatorError, match="api_base_url"):
        TelegramSettings(TOKEN, url)


def test_settings_hide_their_secrets() -> None:
    """A repr in a log line gives nothing away."""
    settings = TelegramSettings(TOKEN, webhook_secret="canary")

    assert TOKEN not in repr(settings)
    assert "canary" not in repr(settings)

"""How soon `banquet run` serves its page, how fast it serves, and what it holds while idle.

    python -m bench.page [starts]

`banquet run` is started `starts` times (default 5) with the page alone, on a free port, over an
empty data folder the first time. Linux only: the memory is read from /proc.
"""

import asyncio
import os
import socket
import sys
import tempfile
from dataclasses import dataclass
from time import perf_counter

from aiohttp import ClientError, ClientSession

from bench.support.figures import middle, p95
from bench.support.processes import python, resident

_PAUSE = 0.01
_PATIENCE = 30.0
_IDLE_SECONDS = 2.0
_GETS = 20


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds to the page, milliseconds of each further page, idle MiB."""

    served: float
    pages: list[float]
    idle: float


def _free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        port: int = asking.getsockname()[1]
        return port


async def _page(session: ClientSession, address: str) -> bool:
    """Fetch the page; tell whether it came."""
    try:
        async with session.get(address) as response:
            return response.ok and bool(await response.read())
    except (ClientError, OSError):
        return False


async def _start(folder: str) -> Start:
    """Start the program, wait for its page, fetch it some more, look at its memory, stop it."""
    port = _free_port()
    listen = {"BANQUET_WEB__LISTEN": f"127.0.0.1:{port}", "BANQUET_SOURCES__OFFLINE": "true"}
    began = perf_counter()
    process = await asyncio.create_subprocess_exec(
        *python("-m", "bot", "run", "--data-dir", folder),
        env={**os.environ, **listen},
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with ClientSession() as session:
            address = f"http://127.0.0.1:{port}/"
            while not await _page(session, address):
                if process.returncode is not None or perf_counter() - began > _PATIENCE:
                    sys.exit("the page did not come")
                await asyncio.sleep(_PAUSE)
            served = perf_counter() - began
            pages = [await _timed(session, address) for _ in range(_GETS)]
        await asyncio.sleep(_IDLE_SECONDS)
        return Start(served, pages, resident(process.pid))
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _timed(session: ClientSession, address: str) -> float:
    """Return the milliseconds of one page."""
    began = perf_counter()
    if not await _page(session, address):
        sys.exit("the page stopped coming")
    return (perf_counter() - began) * 1000


def main() -> None:
    """Print what was seen."""
    starts = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        seen = [asyncio.run(_start(folder)) for _ in range(starts + 1)]
    first, again = seen[0], seen[1:]
    pages = [one for start in again for one in start.pages]
    print(f"`banquet run` with the page alone, {starts} starts:\n")
    print(f"- first start, empty folder: page after {first.served:.3f} s")
    print(f"- further starts: page after {middle([s.served for s in again])} s (median)")
    print(f"- a page: {middle(pages, 1)} ms (median), {p95(pages, 1)} ms (p95)")
    print(f"- idle: {middle([s.idle for s in again], 1)} MiB resident (median)")


if __name__ == "__main__":
    main()

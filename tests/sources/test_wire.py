"""What a source hears of us: the question and who asks, nothing that was picked up before."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web
from yarl import URL

from bot.sources.wire import Wire


@asynccontextmanager
async def listening(heard: list[Mapping[str, str]]) -> AsyncIterator[URL]:
    """Run a server that hands out cookies and notes the headers of each request."""

    async def answer(request: web.BaseRequest) -> web.Response:
        """Note the headers and give a cookie."""
        heard.append(dict(request.headers))
        return web.Response(text="{}", headers={"Set-Cookie": "visitor=42; Path=/"})

    runner = web.ServerRunner(web.Server(answer, access_log=None))
    await runner.setup()
    await web.TCPSite(runner, "localhost", 0).start()
    try:
        yield URL.build(scheme="http", host="localhost", port=runner.addresses[0][1])
    finally:
        await runner.cleanup()


async def test_requests_do_not_know_of_each_other() -> None:
    """No cookie comes back, and each request has a connection of its own."""
    heard: list[Mapping[str, str]] = []
    wire = Wire(connect_seconds=20)
    async with listening(heard) as url:
        for _ in range(2):
            assert (await wire.get(url, {"User-Agent": "Banquet/0"})).body == b"{}"
        await wire.close()

    assert (
        heard
        == [
            {
                "Host": f"localhost:{url.port}",
                "Accept": "application/json",
                "Accept-Encoding": "gzip",
                "User-Agent": "Banquet/0",
                "Connection": "close",
            }
        ]
        * 2
    )

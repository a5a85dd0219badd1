"""The founding day through the page's server: the same object as `--format json`."""

import asyncio
import json
import re
import socket
from pathlib import Path

import aiohttp

from tests.doors.conftest import banquet_in, open_platform
from tests.doors.founding import LINES, assert_founding_day
from tests.golden import Golden


async def test_the_founding_day(folder: Path, golden: Golden) -> None:
    """A browser's way in: the page's token, then JSON questions."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{probe.getsockname()[1]}"
    answers = {}
    async with (
        banquet_in(folder, BANQUET_WEB__LISTEN=place) as banquet,
        open_platform(banquet, "web"),
        aiohttp.ClientSession(f"http://{place}") as browser,
        asyncio.timeout(20),
    ):
        token = await _token(browser)
        for name, line in LINES.items():
            question = {"line": line, "lang": "zh-TW", "html": True}
            headers = {"X-Banquet-Token": token}
            async with browser.post("/api/ask", json=question, headers=headers) as answer:
                assert answer.status == 200
                answers[name] = await answer.json()
    for name, answer in answers.items():
        html = answer.pop("html")
        golden(f"web/{name}.html", f"{html}\n")
        golden(f"ask/{name}.json", json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
        answers[name] = html
    assert_founding_day(*(answers[name] for name in LINES))


async def _token(browser: aiohttp.ClientSession) -> str:
    """Open the page, as soon as it is served, and read its token."""
    while True:
        try:
            async with browser.get("/") as page:
                found = re.search(r'name="banquet-token" content="([^"]+)"', await page.text())
                assert found
                return found[1]
        except aiohttp.ClientConnectorError:
            await asyncio.sleep(0.02)

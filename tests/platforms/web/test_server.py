"""The page, its files, its forms, its probes, and how the server starts."""

import asyncio
import json
import re
import socket
from typing import cast

import pytest

from bot.core.core import Core
from bot.core.errors import OperatorError
from bot.platforms.web.server import serve
from bot.platforms.web.settings import WebSettings
from tests.picture_fakes import ScriptedPainter
from tests.platforms.web.serving import KnownHealth, KnownPushes, Served, SmallCore, StillClock


async def test_the_page_speaks_the_browsers_language(page: Served) -> None:
    """Until somebody chooses, the browser's first language counts."""
    for wanted, html_language in (
        ("en-GB,en;q=0.9", "en"),
        ("zh-TW", "zh-Hant-TW"),
        ("", "zh-Hant-TW"),
    ):
        async with page.session.get(
            f"{page.url}/", headers={"Accept-Language": wanted}
        ) as response:
            assert f'<html lang="{html_language}"' in await response.text()


async def test_a_chosen_language_wins(page: Served) -> None:
    """The page's own cookie counts more than the browser."""
    headers = {"Accept-Language": "zh-TW", "Cookie": "banquet_language=en"}

    async with page.session.get(f"{page.url}/", headers=headers) as response:
        text = await response.text()

    assert '<html lang="en"' in text


async def test_the_page_has_no_inline_code(page: Served) -> None:
    """Scripts and styles are files, so that the policy can forbid everything else."""
    async with page.session.get(f"{page.url}/") as response:
        html = await response.text()

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script>|javascript:", html)
    for path in re.findall(r'(?:src|href)="(/static/[^"]+)"', html):
        async with page.session.get(page.url + path) as response:
            assert response.status == 200


async def test_a_file_that_the_browser_has_is_not_sent_again(page: Served) -> None:
    """The browser asks each time and is told that its copy is right."""
    async with page.session.get(f"{page.url}/static/app.js") as first:
        tag = first.headers["ETag"]
        assert first.content_type == "text/javascript"
    async with page.session.get(
        f"{page.url}/static/app.js", headers={"If-None-Match": tag}
    ) as second:
        assert (second.status, await second.read()) == (304, b"")


async def test_the_forms_come_from_the_registry(page: Served) -> None:
    """A command that is declared has its form on the page, in both languages."""
    async with page.session.get(f"{page.url}/api/commands?lang=en") as response:
        known = await response.json()

    assert known["language"] == "en"
    assert known["texts"]["ask"] == "Ask"
    assert known["commands"] == [
        {
            "name": "say",
            "aliases": ["說"],
            "summary": "Repeat a text.",
            "section": "Look up",
            "examples": ["/say hello"],
            "bare": False,
            "parameters": [
                {
                    "name": "text",
                    "description": "a text",
                    "required": False,
                    "many": False,
                    "choices": [],
                }
            ],
        }
    ]
    async with page.session.get(f"{page.url}/api/commands?lang=zh-TW") as response:
        assert (await response.json())["texts"]["ask"] == "查詢"


async def test_values_are_completed(page: Served) -> None:
    """The core completes; the page's language goes with the question."""
    query = {"command": "say", "parameter": "text", "typed": "台" * 99, "lang": "en"}

    async with page.session.get(f"{page.url}/api/complete", params=query) as response:
        assert await response.json() == [{"label": "say text en", "value": "台" * 64}]


async def test_ready_says_which_part_is_not(page: Served) -> None:
    """A part that is not ready makes it 503 and is named."""
    page.health.parts["telegram"] = False

    async with page.session.get(f"{page.url}/readyz") as response:
        assert response.status == 503
        assert json.loads(await response.text()) == {
            "ready": False,
            "parts": {"store": True, "telegram": False},
        }


async def test_metrics_are_prometheus_text(page: Served) -> None:
    """A few gauges with labels from small sets, no ids, no names (G18)."""
    async with page.session.get(f"{page.url}/metrics") as response:
        text = await response.text()

    assert text == (
        "# TYPE banquet_up gauge\nbanquet_up 1\n"
        "# TYPE banquet_ready gauge\nbanquet_ready 1\n"
        '# TYPE banquet_part_ready gauge\nbanquet_part_ready{part="store"} 1\n'
        "# TYPE banquet_outbox_waiting gauge\n"
        'banquet_outbox_waiting{platform="console"} 3\n'
        r'banquet_outbox_waiting{platform="a\"\\\n"} 3'
        "\n# TYPE banquet_last_seconds gauge\nbanquet_last_seconds 1763999999.5\n"
        "# TYPE banquet_nothing gauge\n"
    )


async def test_a_taken_port_is_one_line_for_the_operator() -> None:
    """The line names the setting and says what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OperatorError, match=rf"\[web\] listen: 127.0.0.1:{port} is taken;"):
            await serve(
                WebSettings(port=port),
                cast("Core", SmallCore()),
                KnownHealth(),
                StillClock(),
                KnownPushes(),
                ScriptedPainter(),
            )


async def test_the_server_listens_on_loopback_alone_and_stops_when_told() -> None:
    """By default no other machine can connect (G21); a cancelled server lets its port go."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    task = asyncio.create_task(
        serve(
            WebSettings(port=port),
            cast("Core", SmallCore()),
            KnownHealth(),
            StillClock(),
            KnownPushes(),
            ScriptedPainter(),
        )
    )
    while True:
        await asyncio.sleep(0)
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            continue
        break
    with pytest.raises(OSError, match="Connect"):
        await asyncio.open_connection("127.0.0.2", port)
    writer.close()
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    with socket.create_server(("127.0.0.1", port)):
        pass

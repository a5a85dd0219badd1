"""`POST /api/ask` answers the page, and refuses everything that is not a question."""

import json

import pytest

from bot.core.answers import as_json
from bot.platforms.web.asking import question_in
from bot.platforms.web.settings import WebSettings
from tests.platforms.web.serving import XSS, Served, serving


async def test_a_question_gets_the_object_of_the_command_line(page: Served) -> None:
    """The same line gives the same object as `banquet ask --format json`."""
    async with page.session.post(
        f"{page.url}/api/ask", json={"line": "/say hi", "lang": "en"}, headers=await page.headers()
    ) as response:
        answer = await response.json()

    reply = await page.core.answer(page.core.asked[0])
    assert reply
    assert answer == as_json(reply)
    assert page.core.asked[0].speak == "en"
    assert page.core.asked[0].addressed


async def test_the_page_also_gets_the_fragment(page: Served) -> None:
    """With `html` the answer carries what the page shows, escaped."""
    async with page.session.post(
        f"{page.url}/api/ask", json={"line": XSS, "html": True}, headers=await page.headers()
    ) as response:
        answer = await response.json()

    assert "<img" not in answer["html"]
    assert "&lt;img" in answer["html"]
    assert answer["text"].startswith(XSS)


async def test_a_refusal_is_an_answer(page: Served) -> None:
    """What the asker can fix comes with status 200 and `ok` false."""
    async with page.session.post(
        f"{page.url}/api/ask", json={"line": "/fault"}, headers=await page.headers()
    ) as response:
        answer = await response.json()

    assert (response.status, answer["ok"], answer["error"]["kind"]) == (200, False, "asker")


async def test_silence_is_no_content(page: Served) -> None:
    """Where the core says nothing there is nothing to show."""
    async with page.session.post(
        f"{page.url}/api/ask", json={"line": "/nothing"}, headers=await page.headers()
    ) as response:
        assert response.status == 204


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b'{"line": 1}',
        b'{"line": " "}',
        b'{"lang": "en"}',
        b'{"line": "/help", "lang": "fr"}',
        b'{"line": "/help", "lang": []}',
        b'{"line": "/help", "html": 1}',
        b'{"line": "/help", "chat": 7}',
        json.dumps({"line": "x" * 4097}).encode(),
        b"[" * 16_000,
    ],
)
def test_anything_but_a_question_is_none(body: bytes) -> None:
    """Unknown keys, wrong types, empty, endless and nested bodies are refused."""
    assert question_in(body) is None


async def test_a_wrong_body_is_refused_before_the_core(page: Served) -> None:
    """The core never sees it."""
    async with page.session.post(
        f"{page.url}/api/ask", json={"nothing": 1}, headers=await page.headers()
    ) as response:
        assert response.status == 400
    assert page.core.asked == []


async def test_a_large_body_is_refused(page: Served) -> None:
    """Sixteen kilobytes are enough for a line."""
    async with page.session.post(
        f"{page.url}/api/ask", json={"line": "x" * 17_000}, headers=await page.headers()
    ) as response:
        assert response.status == 413
    assert page.core.asked == []


async def test_a_slow_body_is_given_up() -> None:
    """Who sends a byte now and then does not hold a question open for ever."""
    async with serving(WebSettings(patience_seconds=0.05)) as page:
        head = (
            f"POST /api/ask HTTP/1.1\nHost: 127.0.0.1\nContent-Type: application/json\n"
            f"X-Banquet-Token: {await page.token()}\nContent-Length: 99\nConnection: close\n\n"
        )

        assert (await page.raw(head, b"{")).startswith(b"HTTP/1.1 408 ")


async def test_a_bug_shows_nothing_of_itself(page: Served) -> None:
    """Should the core ever raise, the answer is a bare 500."""
    async with page.session.post(
        f"{page.url}/api/ask", json={"line": "/crash"}, headers=await page.headers()
    ) as response:
        assert response.status == 500
        assert "cAnArY" not in await response.text()

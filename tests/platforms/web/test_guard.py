"""Nobody but the page itself may ask: hosts, origins, tokens and rates (G19, G20, G21)."""

import re

import pytest

from bot.core.errors import OperatorError
from bot.platforms.web.server import application
from bot.platforms.web.settings import WebSettings
from tests.picture_fakes import ScriptedPainter
from tests.platforms.web.serving import (
    KnownHealth,
    KnownPushes,
    Served,
    SmallCore,
    StillClock,
    serving,
)

PATHS = ["/", "/metrics", "/readyz", "/healthz", "/static/app.js", "/api/commands", "/api/ask"]
ACCESS = "cAnArY-7351"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[", ""])
async def test_a_foreign_host_is_refused(page: Served, path: str, host: str) -> None:
    """A name that was pointed at this machine gets nothing, whatever it asks for."""
    answer = await page.raw(f"GET {path} HTTP/1.1\nHost: {host}\nConnection: close\n\n")

    assert re.match(rb"HTTP/1.1 (421|400) ", answer)
    assert b"banquet-token" not in answer


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:9000", "[::1]:80", "LOCALHOST"])
async def test_this_machine_is_let_in_by_each_of_its_names(page: Served, host: str) -> None:
    """A tunnel may end at another port; the name is what counts."""
    answer = await page.raw(f"GET /healthz HTTP/1.1\nHost: {host}\nConnection: close\n\n")

    assert answer.startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"X-Banquet-Token": ""}, 403),
        ({"X-Banquet-Token": "guess"}, 403),
        ({"X-Banquet-Token": "\u00ff"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": "text/plain; application/json"}, 415),
    ],
)
async def test_a_forged_question_is_refused(
    page: Served, changed: dict[str, str], status: int
) -> None:
    """Another page of the same browser cannot ask: it has neither origin, token nor type."""
    headers = await page.headers() | {"Content-Type": "application/json"} | changed

    async with page.session.post(
        f"{page.url}/api/ask", data=b'{"line": "/say"}', headers=headers
    ) as response:
        assert response.status == status
    assert page.core.asked == []


async def test_another_page_cannot_read_the_forms_either(page: Served) -> None:
    """A request that another site makes the browser send is refused."""
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}

    async with page.session.get(f"{page.url}/api/commands", headers=headers) as response:
        assert response.status == 403


async def test_a_link_to_the_page_works(page: Served) -> None:
    """Following a link from elsewhere opens the page."""
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}

    async with page.session.get(f"{page.url}/", headers=headers) as response:
        assert response.status == 200


async def test_the_token_is_another_one_at_each_start(page: Served) -> None:
    """What an old page knows is worth nothing after a restart."""
    async with serving() as other:
        assert await page.token() != await other.token()


@pytest.mark.parametrize("path", [*PATHS, "/nowhere"])
async def test_every_answer_carries_the_policy(page: Served, path: str) -> None:
    """Refusals and missing pages too; the server does not name its software."""
    async with page.session.get(f"{page.url}{path}") as response:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response.headers["Server"] == "banquet"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../server.py",
        "/static/%2e%2e/server.py",
        "/static/..%2fserver.py",
        "/static/....//server.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/app.js%00.css",
        "/static/",
        "/../../etc/passwd",
    ],
)
async def test_no_path_leaves_the_static_files(page: Served, path: str) -> None:
    """Only exact names of the page's own files are served."""
    answer = await page.raw(f"GET {path} HTTP/1.1\nHost: localhost\nConnection: close\n\n")

    assert re.match(rb"HTTP/1.1 40[04] ", answer)


async def test_too_many_questions_are_slowed_down(page: Served) -> None:
    """Twenty at once, then two a second; the answer says when to come back."""
    headers = await page.headers()

    async def ask() -> int:
        async with page.session.post(
            f"{page.url}/api/ask", json={"line": "/say"}, headers=headers
        ) as response:
            if response.status == 429:
                assert response.headers["Retry-After"] == "1"
            return response.status

    assert [await ask() for _ in range(22)] == [200] * 20 + [429] * 2
    page.clock.seconds += 0.5
    assert [await ask() for _ in range(2)] == [200, 429]


def test_a_public_address_demands_an_access_token() -> None:
    """The server itself refuses to be opened without a lock."""
    with pytest.raises(OperatorError, match="access_token"):
        application(
            WebSettings(host="0.0.0.0"),  # noqa: S104 - never listens
            SmallCore(),  # type: ignore[arg-type] # a core of one's own
            KnownHealth(),
            StillClock(),
            KnownPushes(),
            ScriptedPainter(),
        )


async def test_without_the_access_token_there_is_nothing_to_see() -> None:
    """Every path but the sign of life is closed."""
    async with serving(WebSettings(access_token=ACCESS)) as page:
        for path in PATHS:
            async with page.session.get(f"{page.url}{path}") as response:
                assert response.status == (200 if path == "/healthz" else 401)


async def test_the_access_token_is_shown_once() -> None:
    """It becomes a cookie that does not tell it, and leaves the address bar."""
    async with serving(WebSettings(access_token=ACCESS)) as page:
        async with page.session.get(
            f"{page.url}/?access_token={ACCESS}", allow_redirects=False
        ) as response:
            cookie = response.headers["Set-Cookie"]
            assert (response.status, response.headers["Location"]) == (303, "/")
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert ACCESS not in cookie

        async with page.session.post(
            f"{page.url}/api/ask", json={"line": "/say"}, headers=await page.headers()
        ) as response:
            assert response.status == 200


async def test_a_script_shows_the_access_token_in_a_header() -> None:
    """With it a script may ask without having opened the page."""
    async with serving(WebSettings(access_token=ACCESS)) as page:
        for shown, status in ((ACCESS, 200), ("guess", 401)):
            async with page.session.post(
                f"{page.url}/api/ask",
                json={"line": "/say"},
                headers={"Authorization": f"Bearer {shown}"},
            ) as response:
                assert response.status == status


async def test_access_tokens_cannot_be_guessed_quickly() -> None:
    """After ten tries an address has to wait, also with the right one."""
    async with serving(WebSettings(access_token=ACCESS)) as page:
        statuses = []
        for shown in [*["guess"] * 11, ACCESS]:
            async with page.session.get(f"{page.url}/?access_token={shown}") as response:
                statuses.append(response.status)

    assert statuses == [401] * 10 + [429] * 2

"""Pictures on the page: only those that were shown, with words for who does not see them."""

import re

from bot.core.pictures import FIELD, Picture, picture_in
from bot.core.pushing import Place, Shown
from bot.core.replies import Reply
from bot.platforms.web.pushing import WebPusher
from bot.platforms.web.settings import WebSettings
from tests.picture_fakes import PNG, ScriptedPainter, tile, wall
from tests.platforms.web.serving import KnownPushes, Served, serving

UNKNOWN = f"/pictures/{'0' * 32}.png"


async def asked(page: Served) -> str:
    """Ask for a wall and return the fragment."""
    async with page.session.post(
        f"{page.url}/api/ask", json={"line": "/wall", "html": True}, headers=await page.headers()
    ) as response:
        html: str = (await response.json())["html"]
        return html


def address_in(html: str) -> str:
    """Return the address of the picture."""
    found = re.search(r'<img class="picture" src="(/pictures/[0-9a-f]{32}\.png)"', html)
    assert found
    return found[1]


async def test_an_answer_names_its_picture(page: Served) -> None:
    """The browser gets it from the same server and may keep it."""
    html = await asked(page)
    assert 'alt="方塊圖：台積電 -5.73%"' in html
    async with page.session.get(page.url + address_in(html)) as response:
        assert (response.status, response.content_type) == (200, "image/png")
        assert (await response.read()).startswith(PNG)
        assert "immutable" in response.headers["Cache-Control"]


async def test_what_was_never_shown_is_not_painted(page: Served) -> None:
    """Nobody can have pictures of their own painted here."""
    async with page.session.get(page.url + UNKNOWN) as response:
        assert response.status == 404


async def test_a_picture_that_fails_leaves_its_description() -> None:
    """The answer itself is as it was."""
    async with serving(painter=ScriptedPainter(fails=True)) as page:
        address = address_in(await asked(page))
        async with page.session.get(page.url + address) as response:
            assert response.status == 404


async def test_pictures_are_behind_the_access_token() -> None:
    """As everything else."""
    async with (
        serving(WebSettings(access_token="let-me-in")) as page,
        page.session.get(page.url + UNKNOWN) as response,
    ):
        assert response.status == 401


async def test_a_push_brings_its_picture() -> None:
    """Kept as data; whoever listens can fetch it, also after a restart."""
    (body,) = WebPusher().push(Reply("Close", wall=wall(tile(percent="7.99"))), "en").bodies
    assert picture_in(body) == Picture(wall(tile(percent="7.99")), "red_up")
    async with serving() as page:
        sent = KnownPushes([Shown(Place(page.clock.now(), 1), 1, body)])
    async with serving(pushes=sent) as page:
        async with page.session.get(f"{page.url}/api/pushes") as listening:
            told = ""
            while "html" not in told:
                told = (await listening.content.readline()).decode()
            assert FIELD not in told
        async with page.session.get(page.url + address_in(told.replace('\\"', '"'))) as response:
            assert response.status == 200

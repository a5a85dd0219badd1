"""Asking, pressing, and what happens when the server is away."""

import re

import pytest
from playwright.async_api import Browser, expect

from bot.app import Banquet
from tests.page.conftest import Visit, page_served, visiting

pytestmark = [pytest.mark.page, pytest.mark.slow, pytest.mark.asyncio(loop_scope="package")]
MOVE = "/move 2330 2025-02-03"


async def test_a_question_is_answered(desk: Visit) -> None:
    """The founding question, word for word."""
    await desk.ask(MOVE)

    answer = desk.page.locator(".answer")
    await expect(desk.page.locator(".question")).to_have_text(f"您問: {MOVE}")
    await expect(answer.locator("h3")).to_contain_text("台積電（2330）2025-02-03")
    await expect(answer).to_contain_text("1,070")
    await expect(answer.locator("strong .down").first).to_have_text("下跌 ▼65（-5.73%）")
    await expect(answer.locator("footer")).to_contain_text("資料來源：")
    await expect(desk.page.locator("#line")).to_have_value("")
    await expect(desk.page.locator("#welcome")).to_be_hidden()


async def test_the_dinner_is_a_real_table(desk: Visit) -> None:
    """Twelve rows with their figures; falling is green in Taiwan."""
    await desk.ask("/dinnerlist 2025-02-03")

    rows = desk.page.locator(".answer tbody tr")
    await expect(rows).to_have_count(12)
    wistron = rows.filter(has_text="2382")
    await expect(wistron).to_contain_text("-9.83%")
    await expect(wistron.locator(".down").first).to_have_css("color", "rgb(13, 112, 56)")


async def test_the_dinner_is_a_picture_too(phone: Visit) -> None:
    """It is painted, told in words, and no wider than a phone."""
    await phone.ask("/dinnerlist 2025-02-03")

    picture = phone.page.locator(".answer img.picture")
    await expect(picture).to_have_attribute("alt", re.compile("緯穎 -9.82% 跌停"))
    await expect(picture).to_have_js_property("complete", value=True)
    assert await picture.evaluate("image => image.naturalWidth") == 1024
    box = await picture.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert await phone.overflow() <= 0


async def test_a_button_runs_its_line(desk: Visit) -> None:
    """A press asks what the button says, as a person would have typed it."""
    await desk.ask(MOVE)
    await desk.page.locator(".answer [data-line='/move 2330 2025-02-04']").click()

    await expect(desk.page.locator(".question").nth(1)).to_contain_text("/move 2330 2025-02-04")
    await expect(desk.page.locator(".answer h3").nth(1)).to_contain_text("2025-02-04")


async def test_an_example_runs_with_one_press(desk: Visit) -> None:
    """The empty page offers lines to begin with."""
    await desk.page.locator("#welcome [data-line='/help']").click()

    await expect(desk.page.locator(".answer h3")).to_have_text("可以問開宴什麼")


async def test_a_refusal_shows_the_way_out(desk: Visit) -> None:
    """A closed day is said, with buttons to the days around it."""
    await desk.ask("/move 2330 2025-02-02")

    answer = desk.page.locator(".answer[data-fault=asker]")
    await expect(answer.locator("h3")).to_contain_text("休市")
    await expect(answer.locator("button")).to_have_count(2)


async def test_markup_in_a_question_stays_text(desk: Visit) -> None:
    """What is typed is shown as it was typed, in the question and in the answer."""
    line = '/move <img src=x onerror="document.title=1">'
    await desk.ask(line)

    await expect(desk.page.locator(".question")).to_have_text(f"您問: {line}")
    await expect(desk.page.locator("#log img")).to_have_count(0)


async def test_an_unreachable_server_is_said_and_tried_again(desk: Visit) -> None:
    """The question is not lost; one press asks it again."""
    await desk.page.route("**/api/ask", lambda route: route.abort())
    await desk.page.fill("#line", MOVE)
    await desk.page.press("#line", "Enter")
    trouble = desk.page.locator(".trouble")
    await expect(trouble).to_contain_text("連不上開宴")
    desk.complaints.clear()

    await desk.page.unroute("**/api/ask")
    await trouble.get_by_role("button", name="再試一次").click()

    await expect(desk.page.locator(".answer h3")).to_contain_text("台積電")
    await expect(trouble).to_have_count(0)


async def test_too_many_questions_are_said(desk: Visit) -> None:
    """Being slowed down is no failure of the server."""
    await desk.page.route("**/api/ask", lambda route: route.fulfill(status=429))
    await desk.page.fill("#line", MOVE)
    await desk.page.press("#line", "Enter")

    await expect(desk.page.locator(".trouble")).to_contain_text("查詢太頻繁")
    desk.complaints.clear()


async def test_an_open_page_survives_a_restart(browser: Browser, banquet: Banquet) -> None:
    """After a restart the page fetches the new token by itself."""
    async with page_served(banquet) as port:
        manager = visiting(browser, f"http://127.0.0.1:{port}/")
        visit = await manager.__aenter__()
    async with page_served(banquet, port):
        await visit.ask(MOVE)
        visit.complaints.clear()
        await manager.__aexit__(None, None, None)

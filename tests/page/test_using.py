"""Forms, keys, languages, colours and small windows."""

from itertools import product
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.page.conftest import Visit, visiting

pytestmark = [pytest.mark.page, pytest.mark.slow, pytest.mark.asyncio(loop_scope="package")]
MOVE = "/move 2330 2025-02-03"

CONTRAST = """
([ink, paper]) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const luminance = (name) => {
    const probe = document.createElement("i");
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    canvas.fillStyle = getComputedStyle(probe).color;
    probe.remove();
    canvas.fillRect(0, 0, 1, 1);
    const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255);
    const linear = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const [low, high] = [luminance(ink), luminance(paper)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
"""


async def test_a_form_says_the_line(desk: Visit) -> None:
    """The form of a command asks what its fields say, with values offered by the core."""
    form = desk.page.locator("details[data-command=move]")
    await form.locator("summary").click()
    await form.locator("input[name=instruments]").fill("2330")
    await expect(form.locator("datalist option[value='2330']")).to_have_count(1)
    await form.locator("input[name=day]").fill("2025-02-03")
    await form.get_by_role("button", name="執行").click()

    await expect(desk.page.locator(".question")).to_contain_text(MOVE)
    await expect(desk.page.locator(".answer h3")).to_contain_text("台積電")


async def test_a_form_demands_what_the_command_demands(desk: Visit) -> None:
    """Nothing is asked while a required field is empty."""
    form = desk.page.locator("details[data-command=move]")
    await form.locator("summary").click()
    await form.get_by_role("button", name="執行").click()

    await expect(form.locator("input[name=instruments]")).to_be_focused()
    await expect(desk.page.locator(".question")).to_have_count(0)


async def test_a_line_is_put_together_from_the_keyboard(desk: Visit) -> None:
    """Slash focuses, arrows choose, Enter takes and asks, Escape closes; the focus is seen."""
    keys, line = desk.page.keyboard, desk.page.locator("#line")
    options = desk.page.locator("#options li")
    await keys.press("/")
    await expect(line).to_be_focused()
    await expect(line).not_to_have_css("outline-style", "none")
    await keys.type("/mo")
    await expect(options.first).to_have_text("/move查個股、ETF 某個交易日的漲跌。")
    await keys.press("ArrowDown")
    await expect(options.first).to_have_attribute("aria-selected", "true")
    await keys.press("Enter")
    await expect(line).to_have_value("/move ")
    await keys.type("233")
    await expect(options.filter(has_text="2330 台積電")).to_have_count(1)
    await keys.press("Escape")
    await expect(options).to_have_count(0)
    await keys.type("0 2025-02-03")
    await keys.press("Enter")
    await expect(desk.page.locator(".answer h3")).to_contain_text("台積電")


async def test_the_arrows_walk_through_the_history(desk: Visit) -> None:
    """Up brings the last line back, down returns to what was being typed."""
    await desk.ask(MOVE)
    await desk.page.fill("#line", "23")
    await desk.page.press("#line", "ArrowUp")
    await expect(desk.page.locator("#line")).to_have_value(MOVE)
    await desk.page.press("#line", "ArrowDown")
    await expect(desk.page.locator("#line")).to_have_value("23")


async def test_tab_completes_a_value(desk: Visit) -> None:
    """Tab takes the first value that is offered."""
    await desk.page.locator("#line").press_sequentially("/dinnerlist 2025-02-03 ")
    await desk.page.locator("#line").press_sequentially("2025")
    await desk.page.locator("#options li").first.wait_for()
    await desk.page.keyboard.press("Tab")

    await expect(desk.page.locator("#line")).to_be_focused()
    await expect(desk.page.locator("#line")).not_to_have_value("/dinnerlist 2025-02-03 2025")


async def test_history_survives_a_new_visit(desk: Visit) -> None:
    """Lines asked before are there after the page is opened again."""
    await desk.ask("/help")
    await desk.page.reload()
    await desk.page.locator("html[data-ready]").wait_for()
    await desk.page.press("#line", "ArrowUp")

    await expect(desk.page.locator("#line")).to_have_value("/help")


async def test_the_language_can_be_switched(desk: Visit) -> None:
    """Page, forms and answers change, and the choice is kept."""
    await desk.page.get_by_role("button", name="切換為英文").click()
    await expect(desk.page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    await desk.ask(MOVE)
    await expect(desk.page.locator(".answer footer")).to_contain_text("Source: ")
    await desk.page.reload()
    await desk.page.locator("html[data-ready]").wait_for()

    await expect(desk.page.locator("html")).to_have_attribute("lang", "en")
    await expect(desk.page.locator("#panel-title")).to_have_text("Commands")


async def test_the_language_command_switches_the_page(desk: Visit) -> None:
    """`/lang en` means the page too."""
    await desk.ask("/lang en")
    await expect(desk.page.locator("html")).to_have_attribute("lang", "en")
    await desk.ask("/lang zh-TW")
    await expect(desk.page.locator("html")).to_have_attribute("lang", "zh-Hant-TW")


@pytest.mark.parametrize(("system", "toggled"), [("dark", "light"), ("light", "dark")])
async def test_dark_and_light(browser: Browser, url: str, system: Any, toggled: str) -> None:
    """The system decides until the button is pressed; the choice is kept."""
    papers = {"light": "rgb(246, 243, 236)", "dark": "rgb(20, 23, 28)"}
    async with visiting(browser, url, color_scheme=system) as visit:
        body = visit.page.locator("body")
        await expect(body).to_have_css("background-color", papers[system])
        await visit.page.locator("#theme").click()
        await expect(body).to_have_css("background-color", papers[toggled])
        await visit.page.reload()
        await expect(body).to_have_css("background-color", papers[toggled])


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_texts_can_be_read(browser: Browser, url: str, scheme: Any) -> None:
    """Every ink on every paper has a contrast of 4.5 to 1 or more (WCAG AA)."""
    pairs = list(product(("--ink", "--muted", "--up", "--down", "--accent"), ("--card", "--paper")))
    pairs += [("--on-accent", "--accent"), ("--ink", "--tint"), ("--accent", "--tint")]
    pairs += [("--up", "--sunken"), ("--down", "--sunken"), ("--muted", "--tint")]
    async with visiting(browser, url, color_scheme=scheme) as visit:
        for ink, paper in pairs:
            assert await visit.page.evaluate(CONTRAST, [ink, paper]) >= 4.5, (ink, paper)


async def test_a_phone_needs_no_sideways_scrolling(phone: Visit) -> None:
    """Every kind of answer fits a window of 390 pixels, and so do both languages."""
    assert await phone.overflow() <= 0
    lines = ("/dinnerlist 2025-02-03", MOVE, "/help", "/calendar 2025-01", "/index 2025-02-03")
    for line in lines:
        await phone.ask(line)
        assert await phone.overflow() <= 0
    await phone.page.locator("#language").click()
    await expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    for line in lines:
        await phone.ask(line)
        assert await phone.overflow() <= 0


async def test_the_drawer_opens_and_escape_closes_it(phone: Visit) -> None:
    """On a phone the commands are in a drawer; a form closes it when it runs."""
    opener, panel = phone.page.locator("#open-panel"), phone.page.locator("#panel")
    await expect(panel).to_be_hidden()
    await opener.click()
    await expect(panel).to_be_visible()
    await phone.page.keyboard.press("Escape")
    await expect(panel).to_be_hidden()
    await expect(opener).to_be_focused()
    await opener.click()
    await panel.locator("details[data-command=index] summary").click()
    await panel.locator("details[data-command=index]").get_by_role("button", name="執行").click()

    await expect(panel).to_be_hidden()
    await expect(phone.page.locator(".answer h3")).to_contain_text("加權指數")


async def test_answers_are_read_out(desk: Visit) -> None:
    """The log is polite and named; a table names its columns; arrows are not spelled."""
    log = desk.page.get_by_role("log", name="問答紀錄")
    await expect(log).to_have_attribute("aria-live", "polite")
    await desk.ask("/dinnerlist 2025-02-03")
    await expect(log.get_by_role("columnheader")).to_have_text(["代號", "漲跌幅", "收盤", "名稱"])
    await expect(log.locator(".down [aria-hidden=true]").first).to_have_text("▼")

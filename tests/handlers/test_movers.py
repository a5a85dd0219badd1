"""`/movers`, `/limit`, `/top`: who led a whole session, and what is said where it is not whole."""

from dataclasses import replace

import pytest

from bot.core.ports import Lack
from bot.market.instruments import Market
from tests.fakes import Table
from tests.handlers.whole_market import PANIC, PANIC_FIGURES, counted, market_on, panic, table_of
from tests.market_fakes import MemoryHealth
from tests.telling import fault_of, lines_of, text_of, told

DAY = "2025-04-07"


def _codes(reply_figures: list[dict[str, object]]) -> list[object]:
    """Return the codes in the order shown."""
    return [figure["code"] for figure in reply_figures]


async def test_gainers_and_losers_stand_together_by_default() -> None:
    """Two short tables: the only two that rose, and five of those that fell most."""
    answer = told(await table_of(*panic()).ask(f"/movers {DAY}", "zh-TW"))

    assert answer["title"] == "漲跌排行｜2025-04-07（一）收盤"
    assert _codes(answer["figures"])[:2] == ["6488", "2454"]
    assert len(answer["figures"]) == 7
    assert answer["figures"][0]["limit"] == "up"
    assert "加權指數 19,232.35 ▼2,065.87（-9.70%）" in answer["text"]
    assert len(answer["text"]) <= 900


async def test_the_limits_count_all_and_show_some() -> None:
    """On the day of the panic nearly every stock was limit-down; ten are shown, all are stated."""
    answer = told(await table_of(*panic()).ask(f"/movers limit_down {DAY}"))
    orders = answer["summary"]["orders"]

    assert isinstance(orders, dict)
    total = orders["limit-down"]["total"]
    assert total == len(answer["figures"]) > 1_500
    assert f"(limit-down {total})" in answer["text"]
    assert answer["text"].count("% ") == 11
    tsmc = next(figure for figure in answer["figures"] if figure["code"] == "2330")
    assert (tsmc["close"], tsmc["percent"], tsmc["limit"]) == ("848", "-9.98", "down")


async def test_limit_says_who_is_at_either_limit() -> None:
    """One riser at its limit stands alone in the first table."""
    text = text_of(await table_of(*panic()).ask(f"/limit {DAY}", "zh-TW"))

    assert "6488  +10.00%   330  環球晶 漲停" in text
    assert text.count("跌停") >= 8
    assert len(text) <= 900


async def test_a_limit_that_nobody_reached_says_none() -> None:
    """An empty ranking is an answer."""
    bars = market_on(PANIC, {}, others=("100", "101"))
    text = text_of(await table_of(*bars).ask(f"/limit {DAY}", "zh-TW"))

    assert "收盤漲停：無" in text
    assert "收盤跌停：無" in text


async def test_top_names_the_king_of_stocks() -> None:
    """The highest close is first and named above the table."""
    answer = told(await table_of(*panic()).ask(f"/股王 {DAY}", "zh-TW"))

    assert "股王：信驊 2,700" in answer["text"]
    assert _codes(answer["figures"])[:3] == ["5274", "3008", "2454"]


async def test_a_part_of_the_market_has_no_king() -> None:
    """While TPEx is late the highest price of all is not known."""
    text = text_of(await table_of(*panic({Market.TWSE})).ask(f"/top {DAY}", "zh-TW"))

    assert "只含上市" in text
    assert "股王：" not in text


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("漲幅", "up"), ("跌幅", "down"), ("成交量", "volume"), ("成交值", "turnover"),
        ("股價", "price"), ("股王", "price"), ("漲停", "limit-up"), ("跌停", "limit-down"),
        ("gainers", "up"), ("limit_up", "limit-up"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["zh-TW", "en"])
async def test_orders_go_by_both_languages(typed: str, word: str, language: str) -> None:
    """What is typed is read in whatever language the chat speaks."""
    reply = await table_of(*panic()).ask(f"/movers {typed} {DAY}", language)

    assert list(told(reply)["summary"]["orders"]) == [word]  # type: ignore[call-overload]  # a mapping of the summary


async def test_an_industry_narrows_the_market() -> None:
    """Every row is of the industry, and the buttons keep it."""
    reply = await table_of(*panic()).ask(f"/movers 股價 半導體 {DAY}", "zh-TW")

    assert reply.title == "半導體業股價排行｜2025-04-07（一）收盤"
    assert _codes(told(reply)["figures"])[:4] == ["5274", "2454", "2330", "6488"]
    assert f"/movers up 半導體業 {DAY}" in lines_of(reply)


async def test_an_exchange_narrows_the_market_and_brings_its_index() -> None:
    """The TPEx index stands beside TPEx-listed stocks."""
    answer = told(await table_of(*panic()).ask(f"/movers up 上櫃 {DAY}", "zh-TW"))

    assert _codes(answer["figures"]) == ["6488"]
    assert "櫃買指數 215.00 ▼15.00（-6.52%）" in answer["text"]


async def test_a_basket_needs_no_whole_market() -> None:
    """The bundled archive holds the dinner of the founding day, and nothing else of it."""
    answer = told(await Table().ask("/movers down dinner 2025-02-03", "zh-TW"))

    assert answer["title"] == "兆元宴跌幅排行｜2025-02-03（一，開紅盤）收盤"
    assert _codes(answer["figures"])[:3] == ["2382", "6669", "3711"]
    assert "漲 4・跌 8（跌停 2）" in answer["text"]


async def test_a_few_bars_are_never_shown_as_the_market() -> None:
    """Twelve companies of the archive are no market: the asker is told so."""
    fault = fault_of(await Table().ask("/movers 2025-02-03"))

    assert fault.kind == "asker"
    assert fault.message == "No figures of the whole market for 2025-02-03 (Mon) are held here."


@pytest.mark.parametrize(
    ("on_the_way", "zh"),
    [(True, "只含上市；上櫃的資料查詢中。"), (False, "只含上市；上櫃的資料尚未取得。")],
)
async def test_a_market_that_is_late_is_named(on_the_way: bool, zh: str) -> None:  # noqa: FBT001 - a case
    """With TWSE alone the answer says that it covers TWSE alone."""
    bars = panic({Market.TWSE})
    late = MemoryHealth(on_the_way={(PANIC, Market.TPEX)} if on_the_way else set())
    answer = told(await replace(table_of(*bars), sources=late).ask(f"/movers up {DAY}", "zh-TW"))

    assert zh in answer["text"].splitlines()
    assert answer["summary"]["lacking"] == ["TPEx"]
    assert _codes(answer["figures"]) == ["2454"]


async def test_figures_on_their_way_are_announced_with_the_same_line() -> None:
    """A press on the button asks again."""
    table = table_of()
    table.bars.lacking[PANIC] = Lack.ON_THE_WAY
    reply = await table.ask(f"/movers up {DAY}")

    assert fault_of(reply).message == "The figures of 2025-04-07 (Mon) are being fetched."
    assert lines_of(reply)[0] == f"/movers up {DAY}"


@pytest.mark.parametrize(
    ("lack", "kind", "words"),
    [
        (Lack.UNPUBLISHED, "asker", "交易所尚未公布"),
        (Lack.PARTLY_PUBLISHED, "asker", "交易所目前只公布"),
        (Lack.SILENT, "upstream", "交易所沒有回應"),
        (Lack.NOTHING_KNOWN, "asker", "這裡沒有"),
    ],
)
async def test_a_refusal_says_why_the_figures_lack(lack: Lack, kind: str, words: str) -> None:
    """Not published, half published, a silent exchange and an empty archive read differently."""
    table = table_of()
    table.bars.lacking[PANIC] = lack
    reply = await table.ask(f"/movers up {DAY}", "zh-TW")

    assert fault_of(reply).kind == kind
    assert words in text_of(reply)


async def test_without_a_date_the_latest_whole_session_is_taken_with_its_age() -> None:
    """The archive's later sessions hold a dozen companies each and do not count."""
    text = text_of(await table_of(*panic()).ask("/movers", "zh-TW"))

    assert "最新可得資料：2025-04-07" in text


async def test_contributions_are_an_estimate_and_say_so() -> None:
    """The heaviest stock took most of the points."""
    answer = told(await counted(table_of(*panic()), PANIC).ask(f"/movers 貢獻 {DAY}", "zh-TW"))
    points = answer["summary"]["points"]

    assert "點數為估計值，依參考價與發行股數推算。" in answer["text"]
    assert isinstance(points, dict)
    assert next(iter(points)) == "2330"
    assert "2330  -2," in answer["text"]
    assert "5274" not in answer["text"]


async def test_contributions_of_a_basket_are_its_members_own() -> None:
    """The base is the whole market's, the rows are the dinner's."""
    reply = await counted(table_of(*panic()), PANIC).ask(f"/movers contribution dinner {DAY}")
    codes = _codes(told(reply)["figures"])

    assert codes[0] == "2330"
    assert "1101" not in codes
    assert len(codes) == 10


async def test_contributions_without_shares_are_explained() -> None:
    """Nothing is guessed; the way out is the same line again."""
    reply = await table_of(*panic()).ask(f"/movers contribution {DAY}")
    fault = fault_of(reply)

    assert fault.message == "Contributions of 2025-04-07 (Mon) need the issued shares of that day."
    assert lines_of(reply) == [f"/movers contribution {DAY}", f"/movers turnover {DAY}"]


async def test_tpex_gives_no_points_to_the_taiex() -> None:
    """The question is refused with one that works."""
    reply = await counted(table_of(*panic()), PANIC).ask(f"/movers contribution 上櫃 {DAY}")

    assert fault_of(reply).kind == "asker"
    assert lines_of(reply) == ["/movers contribution"]


async def test_a_stock_without_a_reference_has_no_place() -> None:
    """It is counted, not ranked."""
    bars = panic()
    place = next(at for at, bar in enumerate(bars) if bar.code == "2454")
    bars[place] = replace(bars[place], reference=None, basis=type(bars[place].basis).UNKNOWN)
    answer = told(await table_of(*bars).ask(f"/movers up {DAY}"))

    assert "1 without this figure have no place." in answer["text"]
    assert _codes(answer["figures"]) == ["6488"]


@pytest.mark.parametrize("line", [f"/movers {DAY}", f"/limit {DAY}", f"/top {DAY}"])
async def test_every_button_is_answered(line: str) -> None:
    """More rows, other orders and the sessions next to it work."""
    before = market_on(PANIC.replace(day=2), PANIC_FIGURES)
    table = table_of(*panic(), *before)
    offered = lines_of(await table.ask(line))

    assert f"{line.split(maxsplit=1)[0]} 2025-04-02" in offered
    for button in offered:
        assert (await table.ask(button)).ok, button

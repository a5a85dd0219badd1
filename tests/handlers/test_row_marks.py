"""What stands beside the rows of `/movers`, `/limit` and `/top`."""

from dataclasses import replace
from datetime import date

import pytest

from bot.market.actions import ActionKind
from tests.handlers.whole_market import PANIC, market_on, panic, table_of
from tests.market.days import action
from tests.market_fakes import MemoryActions
from tests.telling import text_of, told

DAY = "2025-04-07"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"/movers {DAY}", "2454"), (f"/movers turnover dinner {DAY} 12", "2330"),
        (f"/limit {DAY}", "6488"), (f"/top {DAY}", "5274"),
    ],
)  # fmt: skip
async def test_what_happened_to_the_shares_stands_beside_the_row(line: str, code: str) -> None:
    """An ex-dividend day is no plain rise or fall: in the row, and among the figure's marks."""
    happened = action(code, PANIC, ActionKind.EX_DIVIDEND, "310", "300", cash="10")
    table = replace(table_of(*panic()), actions=MemoryActions([happened]))

    for language, word in (("zh-TW", "除息"), ("en", "ex-dividend")):
        answer = told(await table.ask(line, language))
        row = next(row for row in answer["text"].splitlines() if row.startswith(code))
        assert row.endswith(word)
        assert [f["marks"] for f in answer["figures"] if f["code"] == code] == [["ex-dividend"]]


async def test_a_listing_without_limits_says_so_in_its_row() -> None:
    """Its fall of a half is not what the limits of others allow."""
    third = date(2025, 3, 27)  # 3467 came to TPEx on the 25th
    bars = market_on(third, {"3467": ("5000", "2500")})
    for language, word in (("zh-TW", "無漲跌幅限制"), ("en", "no daily limit")):
        text = text_of(await table_of(*bars).ask(f"/top {third}", language))
        row = next(row for row in text.splitlines() if row.startswith("3467"))
        assert row.endswith(word)

"""What a second source says stands beside a close, and nothing is said where there is none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.core.market_ports import Opinion
from tests.fakes import TODAY, Table
from tests.telling import text_of, told

STORY = date(2025, 2, 3)


def _table(close: str, code: str = "2330", source: str = "FinMind") -> Table:
    """Return a Banquet to which a second source states a close."""
    table = Table()
    table.opinions.held[STORY, code] = Opinion(source, Decimal(close), TODAY)
    return table


@pytest.mark.parametrize("close", ["1070", "1070.00", "1070.0049"])
async def test_agreement_is_said(close: str) -> None:
    """Beyond rounding both are the same."""
    reply = await _table(close).ask("/move 2330 2025-02-03", "zh-TW")
    assert "兩來源一致（FinMind）" in text_of(reply).splitlines()
    stated = told(reply)["summary"]["second_source"]
    assert isinstance(stated, dict)
    assert (stated["source"], stated["agrees"]) == ("FinMind", True)


async def test_a_difference_shows_both_figures() -> None:
    """Who is right is not for us to say."""
    reply = await _table("1069").ask("/move 2330 2025-02-03", "zh-TW")
    line = "兩來源不一致：已公布收盤價（內建資料） 1,070、FinMind 1,069"
    assert line in text_of(reply).splitlines()
    stated = {"source": "FinMind", "close": "1069", "agrees": False}
    assert told(reply)["summary"]["second_source"] == stated
    assert told(reply)["figures"][0]["close"] == "1070"


async def test_the_index_is_compared_in_points() -> None:
    """Both are shown with two decimals."""
    text = text_of(await _table("22694.7", "TAIEX").ask("/move 大盤 2025-02-03"))
    assert "22,694.71, FinMind 22,694.70." in text


async def test_silence_where_there_is_nothing_to_compare() -> None:
    """No opinion, one of the same source, or no close of our own."""
    table = _table("1069", source="the same")
    bar = table.bars.rows[STORY, "2330"]
    same = replace(bar, provenance=replace(bar.provenance, source="the same"))
    untraded = replace(bar, open=None, high=None, low=None, close=None)
    for row in (same, untraded):
        table.bars.rows[STORY, "2330"] = row
        reply = await table.ask("/move 2330 2025-02-03")
        assert "wo sources" not in text_of(reply)
        assert "second_source" not in told(reply)["summary"]
    assert "wo sources" not in text_of(await Table().ask("/move 2330 2025-02-03"))

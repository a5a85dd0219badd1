"""`/move` and `/index` without a date while a session runs: a quote, or what there is instead."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import MemoryBars
from tests.handlers.quoting import NOON, TAIEX, TSMC, at_noon
from tests.telling import labels_of, lines_of, text_of, told

NO_DATA = "盤中無即時資料。"


@pytest.mark.parametrize("line", ["/move 2330", "台積電", "/quote 2330"])
async def test_reads_as_a_phone_shows_it(line: str) -> None:
    """The last trade with its time, marked as no close, then the last close with its date."""
    reply = await at_noon(TSMC, TAIEX).ask(line, "zh-TW")
    assert text_of(reply).splitlines() == [
        "台積電（2330）2026-01-30（五）盤中",
        "1,815 ▲10（+0.55%）",
        "盤中，非收盤・12:00:05 成交",
        "開 1,800　高 1,820　低 1,790",
        "參考價 1,805・漲停價 1,985・跌停價 1,625",
        "大盤 +0.50%，強 0.05 個百分點",
        "成交量 12,345 張",
        "最近收盤 1,805（2026-01-29）",
        "資料來源：證交所基本市況報導網站・已公布收盤價（內建資料）",
    ]


async def test_machines_see_the_mark_the_source_and_the_time() -> None:
    """Nobody who reads the object takes the last trade for a close."""
    answer = told(await at_noon(TSMC, TAIEX).ask("/move 2330"))
    (figure,) = answer["figures"]
    assert (figure["date"], figure["close"], figure["marks"]) == (
        "2026-01-30", "1815", ["in-session"],
    )  # fmt: skip
    assert (figure["change"], figure["percent"], figure["limit"]) == ("+10", "+0.55", None)
    assert (figure["source"], figure["fetched_at"]) == (
        "TWSE Market Information System", "2026-01-30T12:00:05+08:00",
    )  # fmt: skip
    assert answer["summary"] == {
        "session": "2026-01-30", "in_session": True, "at": "2026-01-30T12:00:05+08:00",
        "taiex": {"close": "32698.95", "change": "+162.68", "percent": "+0.50"},
        "relative_percent": "+0.05", "limit_up_price": "1985", "limit_down_price": "1625",
        "last_close": {"session": "2026-01-29", "close": "1805"},
    }  # fmt: skip


async def test_the_buttons_lead_to_the_last_close_and_ask_again() -> None:
    """Both lines work."""
    table = at_noon(TSMC)
    reply = await table.ask("/move 2330", "zh-TW")
    assert labels_of(reply) == ["◀ 1/29", "更新"]
    for line in lines_of(reply):
        assert (await table.ask(line)).ok, line


async def test_the_limit_is_the_exchanges_own() -> None:
    """A price at the stated bound is at the limit; without stated bounds there is none."""
    up = replace(TSMC, price=TSMC.limit_up, high=TSMC.limit_up)
    assert "1,985 ▲180 (+9.97%) limit-up" in text_of(await at_noon(up).ask("/move 2330"))
    text = text_of(await at_noon(replace(up, limit_up=None)).ask("/move 2330"))
    assert "limit" not in text


async def test_a_quote_without_a_reference_states_no_change() -> None:
    """Unknown stays unknown."""
    answer = await at_noon(replace(TSMC, reference=None)).ask("/move 2330")
    assert "no change is stated" in text_of(answer)
    figure = told(answer)["figures"][0]
    assert (figure["change"], figure["reference_basis"]) == (None, "unknown")


async def test_a_quote_needs_no_close_beside_it() -> None:
    """Where no close is held the quote stands alone."""
    table = replace(at_noon(TSMC), bars=MemoryBars())
    answer = await table.ask("/move 2330")
    assert "last close" not in text_of(answer)
    assert told(answer)["summary"]["last_close"] is None


async def test_the_index_shows_its_points_so_far() -> None:
    """The TAIEX has two decimals, no volume and no limits."""
    text = text_of(await at_noon(TAIEX).ask("大盤", "zh-TW"))
    assert text.splitlines()[:4] == [
        "加權指數2026-01-30（五）盤中", "32,698.95 ▲162.68（+0.50%）",
        "盤中，非收盤・12:00:05 成交", "參考價 32,536.27",
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["/move 2330", "/move 2330 2317", "大盤", "/quote 2330"])
async def test_switched_off_it_says_so_and_shows_the_last_close(line: str) -> None:
    """The close keeps its own date and bears no mark."""
    reply = await at_noon(enabled=False).ask(line, "zh-TW")
    assert NO_DATA in text_of(reply).splitlines()
    figure = told(reply)["figures"][0]
    assert (figure["date"], figure["marks"]) == ("2026-01-29", [])
    assert "2026-01-29" in reply.title


async def test_a_failure_is_said_beside_the_last_close() -> None:
    """Switched on, but nothing to be had; a quote without any trade is the same."""
    for table in (at_noon(), at_noon(replace(TSMC, price=None))):
        reply = await table.ask("/move 2330", "zh-TW")
        assert "現在拿不到盤中報價。" in text_of(reply)
        assert told(reply)["figures"][0]["date"] == "2026-01-29"


@pytest.mark.parametrize("minutes", [-181, 90])
async def test_outside_the_session_nothing_is_said_of_it(minutes: int) -> None:
    """Before 09:00 and from 13:30 on the closes are what there is."""
    for enabled in (True, False):
        table = at_noon(TSMC, enabled=enabled)
        table.clock.at = NOON + timedelta(minutes=minutes)
        reply = await table.ask("/move 2330", "zh-TW")
        assert told(reply)["figures"][0]["marks"] == []
        assert "盤中" not in text_of(reply)


async def test_a_typed_date_is_never_replaced_by_a_quote() -> None:
    """Who asks for a day gets that day, without a word about the running session."""
    reply = await at_noon(TSMC).ask("/move 2330 2025-02-03")
    assert told(reply)["figures"][0]["close"] == "1070"
    assert "session, not" not in text_of(reply)

"""The digest of the story's day from the exchanges' own tables: breadth, turnover, late parts."""

from datetime import date
from pathlib import Path

from tests.live.running import ENOUGH, live, taipei
from tests.standins.exchange import golden
from tests.telling import fault_of, text_of

LINE = "/digest 2025-02-03"


async def test_the_close_is_told_with_breadth_and_turnover(tmp_path: Path) -> None:
    """Both markets are counted, TWSE's turnover is the published one, the fetch is timed."""
    async with live(golden.normal(ENOUGH), tmp_path, taipei(2025, 2, 3, 15)) as one:
        await one.ask(LINE)
        reply = await one.ask(LINE, "zh-TW")
        text = text_of(reply)
        assert "上市與上櫃：漲 " in text
        assert "上市成交值 5,250.4 億元" in text
        assert "平均 -3.35%｜中位數 -6.21%" in text
        assert "資料日 2025-02-03・15:00 取得" in text
        gaps = reply.summary["gaps"]
        assert isinstance(gaps, list)
        assert not {"taiex", "breadth", "tpex", "turnover", "dinner"} & set(gaps)


async def test_a_market_that_is_late_is_named(tmp_path: Path) -> None:
    """TPEx has not published: TWSE alone is counted, and it is said."""
    async with live(golden.tpex_late(ENOUGH), tmp_path, taipei(2025, 2, 3, 14)) as one:
        reply = await one.ask(LINE, "zh-TW")
        gaps = reply.summary["gaps"]
        assert isinstance(gaps, list)
        assert "tpex" in gaps
        assert "上市：漲 " in text_of(reply)


async def test_a_session_without_figures_is_refused(tmp_path: Path) -> None:
    """Asked for by its date it is not there yet; without a date the latest one is told."""
    async with live(golden.normal(ENOUGH), tmp_path, taipei(2026, 1, 30, 14)) as one:
        reply = await one.ask("/digest 2026-01-30")
        assert "2026-01-30" in fault_of(reply).message
        latest = await one.ask("/digest")
        assert latest.summary["session"] == date(2026, 1, 29)
        assert "Latest figures held: 2026-01-29" in text_of(latest)

"""`/history`: sessions newest first, what lacks, pages, and the whole as a file."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from bot.core.market_ports import SourceState
from bot.data.archive import load_archive
from bot.market.bars import Bar, Provenance, ReferenceBasis
from bot.market.instruments import Market
from tests.fakes import MemoryBars, Table, almanac
from tests.market_fakes import MemoryHealth
from tests.telling import fault_of, labels_of, lines_of, text_of, told

CALENDAR = almanac().calendar


def _bar(session: date, close: int, code: str = "2330") -> Bar:
    """Make a session that closed one above its reference."""
    return Bar(
        code=code, session=session, open=None, high=None, low=None, close=Decimal(close),
        reference=Decimal(close - 1), basis=ReferenceBasis.PREVIOUS_CLOSE, volume=12_345_678,
        turnover=Decimal(384_210_000_000), trades=None,
        provenance=Provenance("Taiwan Stock Exchange", session),
    )  # fmt: skip


def _table(code: str = "2330") -> Table:
    """Return a Banquet that holds the first half of 2025 of one instrument, and nothing else."""
    days = CALENDAR.sessions(date(2025, 1, 2), date(2025, 6, 30))
    return Table(bars=MemoryBars([_bar(day, 1000 + at, code) for at, day in enumerate(days)]))


async def test_sessions_stand_newest_first() -> None:
    """Date, close, percentage, volume: narrow enough for a phone."""
    answer = told(await _table().ask("/history 2330 2025-01-02 2025-01-08", "zh-TW"))

    assert answer["title"] == "台積電（2330）｜2025-01-02～2025-01-08"
    assert answer["text"].splitlines()[1:5] == [
        "5 個交易日",
        "日期         收盤  漲跌幅      張",
        "2025-01-08  1,004  +0.10%  12,345",
        "2025-01-07  1,003  +0.10%  12,345",
    ]
    assert [figure["date"] for figure in answer["figures"]][-1] == "2025-01-02"


async def test_a_long_range_shows_a_page_and_states_all() -> None:
    """Twenty rows are shown; the JSON object and the button have the rest."""
    reply = await _table().ask("/history 2330 2025-01-02 2025-03-31", "zh-TW")
    answer = told(reply)
    sessions = answer["summary"]["sessions"]

    assert isinstance(sessions, int)
    assert len(answer["figures"]) == sessions > 40
    assert f"{sessions} 個交易日，先列最近 20 個" in answer["text"]
    assert answer["text"].count("\n2025-") == 20
    assert labels_of(reply)[0] == f"◀ 其餘 {sessions - 20} 筆"
    assert len(answer["text"]) <= 900


async def test_pages_follow_each_other_without_gap_or_double() -> None:
    """The rest of a range, asked by the button, goes on where the page ended."""
    table, line, seen = _table(), "/history 2330 2025-01-02 2025-03-31", []
    while True:
        reply = await table.ask(line)
        seen += [figure.date for figure in reply.figures[:20]]
        if len(reply.figures) <= 20:
            break
        line = lines_of(reply)[0]

    assert seen == list(reversed(CALENDAR.sessions(date(2025, 1, 2), date(2025, 3, 31))))


async def test_without_days_the_last_twenty_sessions_are_taken() -> None:
    """They end at the last known close; the button goes further back."""
    table = _table()
    table.clock.at = table.clock.at.replace(year=2025, month=6, day=30)
    reply = await table.ask("/歷史 2330")

    assert len(reply.figures) == 20
    assert reply.figures[0].date == date(2025, 6, 30)
    earlier = await table.ask(lines_of(reply)[0])
    assert len(earlier.figures) == 20
    assert earlier.figures[0].date == CALENDAR.before(reply.figures[-1].date)


@pytest.mark.parametrize(
    "line", ["/history 2025-01-08 2330 2025-01-01", "/history 2330 2025/1/1 114/1/8"]
)
async def test_days_may_be_holidays_and_stand_in_any_order(line: str) -> None:
    """New Year's Day bounds a range; the later day is its end."""
    answer = told(await _table().ask(line))

    assert (answer["summary"]["first"], answer["summary"]["last"]) == ("2025-01-01", "2025-01-08")
    assert answer["summary"]["sessions"] == 5


async def test_sessions_that_lack_are_counted() -> None:
    """A gap is said; while it is being fetched that is said too."""
    table = _table()
    del table.bars.rows[date(2025, 1, 6), "2330"]
    line = "/history 2330 2025-01-02 2025-01-08"
    text = text_of(await table.ask(line, "zh-TW"))

    assert "此期間另有 1 個交易日沒有資料。" in text
    assert "查詢中" not in text
    on_the_way = MemoryHealth(on_the_way={(date(2025, 1, 6), Market.TWSE)})
    assert "資料查詢中" in text_of(await replace(table, sources=on_the_way).ask(line, "zh-TW"))


async def test_sessions_that_a_source_may_have_are_wished_for() -> None:
    """With a source on, the reader is told to ask again; offline nobody is."""
    table, line = _table(), "/history 2330 2025-01-02 2025-01-08"
    for day in (date(2025, 1, 6), date(2025, 1, 7)):
        del table.bars.rows[day, "2330"]
    on = SourceState("TWSE", True, True, None, None, "", None, 0, 3, None)
    quiet = "資料會在空檔補齊，請稍後再查。"

    assert quiet in text_of(await replace(table, sources=MemoryHealth([on])).ask(line, "zh-TW"))
    offline = MemoryHealth([on], offline=True)
    assert quiet not in text_of(await replace(table, sources=offline).ask(line, "zh-TW"))


async def test_nothing_later_than_the_clock_is_listed() -> None:
    """In a replay the range ends at the last close."""
    table = _table()
    table.clock.at = table.clock.at.replace(year=2025, month=1, day=7, hour=10)
    answer = told(await table.ask("/history 2330 2025-01-02 2025-01-07"))

    assert (answer["summary"]["sessions"], answer["summary"]["lacking"]) == (3, 0)


async def test_an_index_shows_its_markets_turnover() -> None:
    """The TAIEX has points and no lots."""
    text = text_of(await _table("TAIEX").ask("/history taiex 2025-01-02 2025-01-03", "zh-TW"))

    assert "收盤  漲跌幅     億元" in text
    assert "2025-01-03  1,001.00  +0.10%  3,842.1" in text


async def test_a_file_holds_every_row() -> None:
    """Decimals plain, what is unknown empty, one row a session."""
    table = Table(bars=MemoryBars(load_archive()))
    reply = await table.ask("/history 2330 2025-01-22 2025-02-03 csv")
    (file,) = reply.attachments
    rows = list(csv.DictReader(StringIO(file.text)))

    assert file.name == "2330_2025-01-22_2025-02-03.csv"
    assert [row["date"] for row in rows] == ["2025-02-03", "2025-01-22"]
    assert (rows[0]["close"], rows[0]["change"], rows[0]["percent"]) == ("1070", "-65", "-5.73")
    assert rows[0]["volume"] == ""
    assert file.text.splitlines()[0] in text_of(reply)
    assert lines_of(reply)[-2] == "/history 2330 2025-01-22 2025-02-03"


async def test_nothing_held_is_refused_with_what_is_near() -> None:
    """The nearest sessions are one press away."""
    reply = await Table().ask("/history 2330 2026-03-02 2026-03-20")

    assert fault_of(reply).kind == "asker"
    assert lines_of(reply) == ["/history 2330 2026-01-29"]

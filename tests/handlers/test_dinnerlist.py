"""`/dinnerlist` over the bundled archive: the founding story's day, exactly."""

from dataclasses import replace
from datetime import date

import pytest

from bot.market.actions import ActionKind
from bot.market.bars import Provenance
from bot.market.shares import ShareCount
from tests.fakes import Table
from tests.market.days import action
from tests.telling import lines_of, text_of, told

# Code, reference (the close of 2025-01-22), close, change and percentage of 2025-02-03.
STORY = (
    ("2330", "1135", "1070", "-65", "-5.73"),
    ("2317", "180", "165.5", "-14.5", "-8.06"),
    ("2382", "269.5", "243", "-26.5", "-9.83"),
    ("2356", "49.3", "46", "-3.3", "-6.69"),
    ("6669", "2240", "2020", "-220", "-9.82"),
    ("3711", "177", "161", "-16", "-9.04"),
    ("2376", "253.5", "236", "-17.5", "-6.90"),
    ("3515", "230", "221.5", "-8.5", "-3.70"),
    ("2353", "37.2", "38.65", "+1.45", "+3.90"),
    ("4938", "96.7", "97.4", "+0.7", "+0.72"),
    ("2377", "181.5", "196", "+14.5", "+7.99"),
    ("2357", "607", "649", "+42", "+6.92"),
)
DAY = "/dinnerlist 2025-02-03"


@pytest.mark.parametrize(("code", "reference", "close", "change", "percent"), STORY)
async def test_every_row_of_the_story_is_exact(
    code: str, reference: str, close: str, change: str, percent: str
) -> None:
    """Each company's reference, close, change and percentage are the exchange's own."""
    rows = {row["code"]: row for row in told(await Table().ask(DAY))["figures"]}
    row = rows[code]
    assert (row["reference"], row["close"]) == (reference, close)
    assert (row["change"], row["percent"]) == (change, percent)
    assert (row["date"], row["reference_basis"]) == ("2025-02-03", "previous_close")


async def test_only_two_closed_at_the_limit() -> None:
    """Quanta and Wiwynn closed limit-down; nobody else closed at a limit."""
    figures = told(await Table().ask(DAY))["figures"]
    limits = {row["code"]: row["limit"] for row in figures if row["limit"]}
    assert limits == {"2382": "down", "6669": "down"}
    assert len(figures) == 12


async def test_breadth_median_and_average_are_stated() -> None:
    """The summary holds the split of that day and the distance to the index."""
    summary = told(await Table().ask(DAY))["summary"]
    stated = {key: summary[key] for key in ("advancers", "decliners", "unchanged", "unknown")}
    assert stated == {"advancers": 4, "decliners": 8, "unchanged": 0, "unknown": 0}
    assert (summary["limit_up"], summary["limit_down"]) == (0, 2)
    assert (summary["median_percent"], summary["average_percent"]) == ("-6.21", "-3.35")
    assert summary["relative_percent"] == "+0.18"
    assert summary["taiex"] == {"close": "22694.71", "change": "-830.7", "percent": "-3.53"}


async def test_the_market_value_is_said_where_all_shares_are_known() -> None:
    """A billion shares each: the closes of the day, and what they lost against the references."""
    table, day = Table(), date(2025, 2, 3)
    counts = {row[0]: ShareCount(row[0], 10**9, Provenance("test", day)) for row in STORY}
    table.shares.held[day] = counts
    reply = await table.ask(DAY, "zh-TW")
    assert "12 檔市值 5.14 兆元 ▼3,126.5 億元" in text_of(reply)
    assert told(reply)["summary"]["market_value"] == {
        "value": "5144050000000", "change": "-312650000000", "missing": [],
    }  # fmt: skip
    assert reply.source == "資料來源：已公布收盤價（內建資料）・test・量：無資料"
    del counts["2330"]
    reply = await table.ask(DAY, "zh-TW")
    assert "市值" not in text_of(reply)
    assert told(reply)["summary"]["market_value"] == {
        "value": None, "change": None, "missing": ["2330"],
    }  # fmt: skip


async def test_a_member_that_goes_ex_dividend_is_marked() -> None:
    """The mark stands in that member's figure alone."""
    table = Table()
    paid = action("2357", date(2025, 2, 3), ActionKind.EX_DIVIDEND, "610", "607", cash="3")
    table.actions.held.append(paid)
    marks = {row["code"]: row["marks"] for row in told(await table.ask(DAY))["figures"]}
    assert marks["2357"] == ["ex-dividend"]
    assert marks["2330"] == []


async def test_groups_state_signed_percentages() -> None:
    """Chips and servers fell, brands rose: the averages of the groups say so."""
    assert told(await Table().ask(DAY))["summary"]["groups"] == {
        "晶圓封測": {"average_percent": "-7.38"},
        "代工／伺服器": {"average_percent": "-8.60"},
        "板卡": {"average_percent": "-0.87"},
        "品牌／組裝": {"average_percent": "+3.85"},
    }


async def test_reads_as_the_story_does_in_chinese() -> None:
    """The lines of that day stand as people say them."""
    text = text_of(await Table().ask(DAY, "zh-TW"))
    for line in (
        "兆元宴 12 檔（2025-01-18 場）2025-02-03（一，開紅盤）收盤",
        "加權指數 22,694.71 ▼830.70（-3.53%）",
        "漲 4・跌 8（跌停 2）",
        "平均 -3.35%｜中位數 -6.21%",
        "平均與大盤相差 +0.18 個百分點",
        "廣達：跌停，盤中曾打開",
        "緯穎：一價跌停",
        "微星：最高 199，差 1 檔漲停",
        "2377  +7.99%    196  微星",
        "2382  -9.83%    243  廣達 跌停",
    ):
        assert line in text.splitlines()


async def test_who_did_the_same_is_named_together() -> None:
    """Where a whole table is locked at the limit, one line says so."""
    table, key = Table(), (date(2025, 2, 3), "2382")
    bar = table.bars.rows[key]
    table.bars.rows[key] = replace(bar, open=bar.close, high=bar.close, low=bar.close)
    assert "廣達、緯穎：一價跌停" in text_of(await table.ask(DAY, "zh-TW")).splitlines()


@pytest.mark.parametrize(
    ("order", "language", "codes"),
    [
        ("percent", "en", "2377 2357 2353 4938 3515 2330 2356 2376 2317 3711 6669 2382"),
        ("code", "en", "2317 2330 2353 2356 2357 2376 2377 2382 3515 3711 4938 6669"),
        ("name", "en", "2353 3711 3515 2357 2317 2376 2356 2377 4938 2382 2330 6669"),
        ("name", "zh-TW", "2330 4938 2353 2382 2377 2376 3711 6669 2356 3515 2357 2317"),
    ],
)
async def test_sorts_as_it_is_told(order: str, language: str, codes: str) -> None:
    """By percentage the best stands first; by code, and by the name that is shown."""
    rows = told(await Table().ask(f"{DAY} {order}", language))["figures"]
    assert " ".join(str(row["code"]) for row in rows) == codes


async def test_members_without_a_bar_are_shown_as_unknown() -> None:
    """A gap is a dash with its reason in the text and null in the figures, never zero."""
    table = Table()
    del table.bars.rows[date(2025, 2, 3), "2330"]
    reply = await table.ask(DAY)
    row = told(reply)["figures"][-1]
    assert row["code"] == "2330"
    assert [row[key] for key in ("close", "percent", "change", "volume")] == [None] * 4
    assert row["reference_basis"] == "unknown"
    assert "2330         —      —  TSMC" in text_of(reply)
    assert "“—”: no figures of that session are held here (1)." in text_of(reply)
    assert told(reply)["summary"]["unknown"] == 1


async def test_the_dinner_that_is_named_is_taken() -> None:
    """An edition beside the day chooses the list, and the buttons keep it."""
    reply = await Table().ask("/dinnerlist 2026-01-29 2026-01")
    assert told(reply)["summary"]["edition"] == "2026-01-31"
    assert "/dinnerlist 2026-01-29 2026-01-31場 code" in lines_of(reply)


async def test_an_edition_alone_is_told_from_a_session() -> None:
    """`2025-01-18場` means the dinner, and the latest session held of its list."""
    reply = await Table().ask("/dinnerlist 2025-01-18場")
    assert told(reply)["summary"]["edition"] == "2025-01-18"
    assert told(reply)["summary"]["session"] == "2025-02-04"


async def test_the_list_of_the_day_itself_is_the_default() -> None:
    """A session of 2025-02 is answered with the dinner before it, not with a later one."""
    assert told(await Table().ask(DAY))["summary"]["edition"] == "2025-01-18"


async def test_every_button_is_answered() -> None:
    """Orders and neighbours lead on to answers."""
    table = Table()
    for line in lines_of(await table.ask(DAY)):
        assert (await table.ask(line)).ok, line

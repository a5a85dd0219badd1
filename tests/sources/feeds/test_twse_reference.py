"""What changes slowly: holidays, issued shares, the companies."""

import json
from datetime import date
from typing import Any

import pytest

from bot.core.intake import Batch, Status
from bot.sources.feed import Refused
from bot.sources.feeds.twse import twse_feeds
from bot.sources.feeds.twse_companies import companies
from bot.sources.feeds.twse_holidays import HOLIDAYS
from bot.sources.feeds.twse_shares import shares
from bot.sources.kinds import kind_of
from tests.sources.payloads_twse import AT, NO_DATA, read, table

DAY = date(2026, 9, 7)
SHARES = shares(kind_of)
COMPANIES = companies(kind_of)
_COMPANY = {
    "出表日期": "1150905",
    "公司代號": "2330",
    "公司名稱": "台灣積體電路製造股份有限公司",
    "公司簡稱": "台積電",
    "上市日期": "19940905",
    "英文簡稱": "TSMC",
    "已發行普通股數或TDR原股發行股數": "25932524521",
}


def _holidays(*rows: tuple[str, str], **more: Any) -> dict[str, Any]:
    """Return holidaySchedule of 2026 with these days."""
    cells = [[*row, "依規定放假1日。"] for row in rows]
    answer = table("115 年市場開休市日期", "日期|名稱|說明", *cells, date="20260101", **more)
    return {**answer, "stat": "ok", "queryYear": 2026}


def _shares(*rows: tuple[object, ...], **more: Any) -> dict[str, Any]:
    """Return MI_QFIIS with these codes and counts; two columns are bare numbers."""
    fields = "證券代號|證券名稱|國際證券編碼|發行股數|外資及陸資尚可投資比率|全體外資及陸資持股比率"
    cells = [[code, "名", "TW0000000000", count, 97.06, 2.93] for code, count in rows]
    return table("", fields, *cells, **{"date": "20260907", "selectType": "ALLBUT0999", **more})


def _companies(*changes: dict[str, str]) -> Batch:
    """Read t187ap03_L with TSMC's record and changed ones."""
    records = [_COMPANY, *({**_COMPANY, **change} for change in changes)]
    body = json.dumps(records, ensure_ascii=False).encode()
    return COMPANIES.read(body, COMPANIES.days(DAY), AT)


def test_closed_days() -> None:
    """Sessions that the schedule names are not closed, nor are weekends of interest."""
    batch = read(
        HOLIDAYS,
        _holidays(
            ("2026-01-01", "中華民國開國紀念日"),
            ("2026-01-02", "國曆新年開始交易日"),
            ("2026-02-11", "農曆春節前最後交易日"),
            ("2026-02-12", "市場無交易，僅辦理結算交割作業"),
            ("2026-02-15", "農曆除夕前一日"),
            ("2026-02-23", "農曆春節後開始交易日"),
        ),
        DAY,
    )
    assert dict(batch.closed_days) == {
        date(2026, 1, 1): "中華民國開國紀念日",
        date(2026, 2, 12): "市場無交易,僅辦理結算交割作業",
    }
    assert (batch.status, batch.rows) == (Status.COMPLETE, 2)


def test_the_year_is_asked_for() -> None:
    """Any day stands for its year."""
    question = HOLIDAYS.question(HOLIDAYS.days(DAY))
    assert question.path == "/rwd/zh/holidaySchedule/holidaySchedule"
    assert question.params["date"] == "20260101"


@pytest.mark.parametrize("day", ["2026-01-01", "1150101", "115/01/01", "20260101"])
def test_the_forms_of_holidays(day: str) -> None:
    """The website and the open data print days differently."""
    batch = read(HOLIDAYS, _holidays((day, "中華民國開國紀念日")), DAY)
    assert list(batch.closed_days) == [date(2026, 1, 1)]


def test_the_schedule_of_another_year_is_refused() -> None:
    """Before the next year's is announced, the running year's comes in its place."""
    with pytest.raises(Refused, match="wrong_day"):
        read(HOLIDAYS, _holidays(("2026-01-01", "元旦")), date(2027, 1, 4))


def test_issued_shares() -> None:
    """Counts of the day, funds too, warrants not."""
    rows = [("2330", "25,932,524,521"), ("00400A", "1,906,140,000"), ("070042", "1")]
    batch = read(SHARES, _shares(*rows), DAY)
    told = [(each.code, each.shares, each.provenance.data_date) for each in batch.shares]
    assert told == [("2330", 25_932_524_521, DAY), ("00400A", 1_906_140_000, DAY)]
    assert SHARES.question(SHARES.days(DAY)).params["selectType"] == "ALLBUT0999"


@pytest.mark.parametrize(("count", "rule"), [("", "no_shares"), ("1.5", "not_whole")])
def test_a_count_that_is_none_is_set_aside(count: str, rule: str) -> None:
    """The others stay."""
    batch = read(SHARES, _shares(("2330", "9"), ("2317", count)), DAY)
    assert [each.code for each in batch.shares] == ["2330"]
    assert [(each.code, each.rule) for each in batch.rejected] == [("2317", rule)]


@pytest.mark.parametrize("echo", ["20260904", "", "?"])
def test_counts_of_another_day_are_refused(echo: str) -> None:
    """Only the echo tells which day they are of."""
    with pytest.raises(Refused, match="wrong_day"):
        read(SHARES, _shares(("2330", "9"), date=echo), DAY)


def test_counts_of_no_day_are_refused() -> None:
    """An answer that repeats no day may be of any."""
    answer = _shares(("2330", "9"))
    del answer["date"]
    with pytest.raises(Refused, match="wrong_day"):
        read(SHARES, answer, DAY)


@pytest.mark.parametrize("feed", [HOLIDAYS, SHARES])
@pytest.mark.parametrize("answer", NO_DATA)
def test_no_data_is_empty(feed: Any, answer: object) -> None:
    """A day without counts is not published."""
    assert read(feed, answer, DAY).status is Status.EMPTY


def test_a_company() -> None:
    """Its listing date, its English name, and its shares as of the table's own date."""
    batch = _companies()
    (tsmc,), (count,) = batch.instruments, batch.shares
    assert (tsmc.code, tsmc.name, tsmc.english) == ("2330", "台積電", "TSMC")
    assert tsmc.listed == date(1994, 9, 5)
    assert (count.shares, count.provenance.data_date) == (25_932_524_521, date(2026, 9, 5))
    question = COMPANIES.question(COMPANIES.days(DAY))
    assert (question.host, question.path) == ("twse_openapi", "/v1/opendata/t187ap03_L")


def test_a_depositary_receipts_count_is_of_other_shares() -> None:
    """It is of those listed abroad."""
    batch = _companies({"公司代號": "9103", "公司簡稱": "美德醫療-DR"})
    assert [one.code for one in batch.instruments] == ["2330", "9103"]
    assert [one.code for one in batch.shares] == ["2330"]


@pytest.mark.parametrize(
    ("change", "rule"),
    [({"上市日期": "?"}, "bad_date"), ({"已發行普通股數或TDR原股發行股數": "1_0"}, "bad_number")],
)
def test_a_company_that_cannot_be_read_is_set_aside(change: dict[str, str], rule: str) -> None:
    """The others stay."""
    batch = _companies({"公司代號": "2317", **change})
    assert [one.code for one in batch.instruments] == ["2330"]
    assert [(each.code, each.rule) for each in batch.rejected] == [("2317", rule)]


@pytest.mark.parametrize("change", [{"英文簡稱": ""}, {"已發行普通股數或TDR原股發行股數": ""}])
def test_what_a_company_does_not_state_is_unknown(change: dict[str, str]) -> None:
    """It is listed all the same."""
    batch = _companies({"公司代號": "2317", **change})
    assert [one.code for one in batch.instruments] == ["2330", "2317"]


def test_no_companies_is_empty() -> None:
    """An empty list is no data."""
    assert COMPANIES.read(b"[]", COMPANIES.days(DAY), AT).status is Status.EMPTY


def test_every_table_of_a_whole_market_has_a_feed() -> None:
    """Only one stock's month is made per stock."""
    named = {f"twse.{name}" for name in (
        "prices", "index", "index_prices", "dividends", "dividends_ahead", "reductions",
        "par_changes", "splits", "holidays", "shares", "companies",
    )}  # fmt: skip
    assert set(twse_feeds(kind_of)) == named

"""TPEx's index by month, and its companies."""

import json
from datetime import date
from decimal import Decimal

import pytest

from bot.core.intake import Batch, Status
from bot.market.bars import Bar, Provenance, ReferenceBasis
from bot.market.instruments import Market
from bot.sources.feed import Refused
from bot.sources.feeds.tpex_companies import companies
from bot.sources.feeds.tpex_index import INDEX
from bot.sources.kinds import kind_of
from tests.sources.payloads_tpex import AT, DAY, INDEX_FIELDS, read, table

COMPANIES = companies(kind_of)
ROW = ["2025/02/03", "255.10", "255.80", "248.01", "249.36", "-7.89"]
_COMPANY = {
    "Date": "1150928",
    "SecuritiesCompanyCode": "8299",
    "CompanyName": "群聯電子股份有限公司",
    "CompanyAbbreviation": "群聯",
    "DateOfListing": "20041206",
    "Symbol": "PHISON",
    "IssueShares": "206865131",
}


def _companies(*changes: dict[str, str]) -> Batch:
    """Read the list with one record and changed ones."""
    records = [_COMPANY, *({**_COMPANY, **change} for change in changes)]
    body = json.dumps(records, ensure_ascii=False).encode()
    return COMPANIES.read(body, COMPANIES.days(DAY), AT)


def test_what_is_asked() -> None:
    """The index by month, the companies as they are."""
    month = INDEX.question(INDEX.days(date(2025, 2, 14)))
    assert (month.host, month.path) == ("tpex", "/www/zh-tw/indexInfo/inx")
    assert month.params == {"date": "2025/02/01", "response": "json"}
    now = COMPANIES.question(COMPANIES.days(DAY))
    assert (now.host, now.path, now.params) == ("tpex", "/openapi/v1/mopsfin_t187ap03_O", {})


def test_a_session_of_the_index() -> None:
    """Points, with the close before from the change; what was traded is not stated."""
    batch = read(INDEX, table(INDEX_FIELDS, ROW, date="20250201"))
    assert batch.bars == [
        Bar(
            "TPEX",
            DAY,
            Decimal("255.10"),
            Decimal("255.80"),
            Decimal("248.01"),
            Decimal("249.36"),
            reference=Decimal("257.25"),
            basis=ReferenceBasis.PUBLISHED,
            volume=None,
            turnover=None,
            trades=None,
            provenance=Provenance("Taipei Exchange", DAY, AT),
        )
    ]
    assert (batch.status, batch.rows) == (Status.COMPLETE, 1)


def test_a_month_has_each_day_once() -> None:
    """Of two rows of one day neither is believed."""
    rows = [ROW, ["114/02/04", *ROW[1:]], ["2025/02/04", *ROW[1:]], ["2025/02/04", *ROW[1:]]]
    batch = read(INDEX, table(INDEX_FIELDS, *rows))
    assert [bar.session.day for bar in batch.bars] == [3, 4]
    assert [(row.code, row.rule) for row in batch.rejected] == [("TPEX", "duplicate_row")] * 2


@pytest.mark.parametrize(
    "answer",
    [
        table(INDEX_FIELDS, ["2025/01/22", *ROW[1:]]),
        table(INDEX_FIELDS, ROW, date="20250122"),
        table(INDEX_FIELDS, date="20250301"),
    ],
)
def test_another_month_is_refused(answer: object) -> None:
    """The newest month does not answer for one long past."""
    with pytest.raises(Refused, match="wrong_day"):
        read(INDEX, answer)


def test_a_company() -> None:
    """Its English name and day of listing are known, and its shares as of the list's day."""
    batch = _companies()
    (one,), (count,) = batch.instruments, batch.shares
    assert (one.code, one.name, one.english) == ("8299", "群聯", "PHISON")
    assert (one.market, one.listed) == (Market.TPEX, date(2004, 12, 6))
    assert (count.shares, count.provenance.data_date) == (206_865_131, date(2026, 9, 28))


def test_the_others_stand_beside_a_bad_record() -> None:
    """A record without a day of listing is not believed, nor are two of one code."""
    batch = _companies(
        {"SecuritiesCompanyCode": "6488", "DateOfListing": ""},
        {"SecuritiesCompanyCode": "5274"},
        {"SecuritiesCompanyCode": "5274"},
        {"SecuritiesCompanyCode": "83241"},
    )
    assert [one.code for one in batch.instruments] == ["8299"]
    assert sorted((row.code, row.rule) for row in batch.rejected) == [
        ("5274", "duplicate_row"),
        ("5274", "duplicate_row"),
        ("6488", "bad_date"),
    ]


def test_no_companies_is_empty() -> None:
    """An empty list says nothing."""
    assert COMPANIES.read(b"[]", COMPANIES.days(DAY), AT).status is Status.EMPTY

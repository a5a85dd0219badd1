"""The companies' masters, as they are now: TWSE's with Chinese keys, TPEx's with English ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.market.instruments import Kind, Market
from tests.standins.exchange.bars import instrument
from tests.standins.exchange.days import Row
from tests.standins.exchange.fields import FIELDS
from tests.standins.exchange.figures import compact, digits
from tests.standins.exchange.questions import Asked
from tests.standins.exchange.world import World

_PAR = "新台幣                 10.0000元"
_SEMICONDUCTORS = "24"
_LISTED = date(2020, 1, 2)


@dataclass(frozen=True, slots=True)
class Company:
    """What a master says of one company."""

    code: str
    name: str
    english: str
    listed: date
    shares: int


def listed_companies(world: World, asked: Asked) -> Any:
    """Answer t187ap03_L; the day of the table is ROC, all other days are Gregorian."""
    del asked
    facts = [(company, _facts(company)) for company in _companies(world, Market.TWSE)]
    return [
        _filled(
            FIELDS["twse_openapi"]["companies"],
            {
                "出表日期": _printed(world),
                "公司代號": company.code,
                "公司名稱": f"{company.name}股份有限公司",
                "公司簡稱": company.name,
                "外國企業註冊地國": "－ ",
                "產業別": _SEMICONDUCTORS,
                "成立日期": shared["founded"],
                "上市日期": shared["listed"],
                "普通股每股面額": _PAR,
                "實收資本額": shared["capital"],
                "英文簡稱": f"　{company.english}　",
                "已發行普通股數或TDR原股發行股數": shared["shares"],
            },
        )
        for company, shared in facts
    ]


def otc_companies(world: World, asked: Asked) -> Any:
    """Answer mopsfin_t187ap03_O."""
    del asked
    facts = [(company, _facts(company)) for company in _companies(world, Market.TPEX)]
    return [
        _filled(
            FIELDS["tpex"]["companies"],
            {
                "Date": _printed(world),
                "SecuritiesCompanyCode": company.code,
                "CompanyName": f"{company.name}股份有限公司",
                "CompanyAbbreviation": company.name,
                "SecuritiesIndustryCode": _SEMICONDUCTORS,
                "DateOfIncorporation": shared["founded"],
                "DateOfListing": shared["listed"],
                "ParValueOfCommonStock": _PAR,
                "Paidin.Capital.NTDollars": shared["capital"],
                "Symbol": company.english,
                "IssueShares": shared["shares"],
            },
        )
        for company, shared in facts
    ]


def _companies(world: World, market: Market) -> Sequence[Company]:
    """Return the companies of the newest session."""
    newest = world.newest()
    rows = newest.of(market) if newest else ()
    return [_company(row, world) for row in rows if row.kind is Kind.STOCK]


def _company(row: Row, world: World) -> Company:
    """Return what the bundled list knows of a stock; a newcomer was listed on its first day."""
    known = instrument(row.code)
    listed = (known.listed if known else None) or world.first_of(row.code) or _LISTED
    english = (known.english if known else None) or f"CO{row.code}"
    return Company(row.code, row.name, english, listed, row.shares)


def _facts(company: Company) -> dict[str, str]:
    """Print what both masters state alike."""
    return {
        "founded": "19870221",
        "listed": digits(company.listed),
        "capital": f"{company.shares * 10}",
        "shares": f"{company.shares}",
    }


def _printed(world: World) -> str:
    """Print the day of the table."""
    newest = world.newest()
    return compact(newest.session) if newest else ""


def _filled(names: Sequence[str], known: dict[str, str]) -> dict[str, str]:
    """Return a record with every key, those not known empty."""
    return {name: known.get(name, "") for name in names}

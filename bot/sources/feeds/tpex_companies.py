"""mopsfin_t187ap03_O: the companies traded on TPEx."""

from functools import partial

from bot.core.intake import Dataset
from bot.market.instruments import Market
from bot.sources.feed import Question
from bot.sources.feeds.companies import Companies
from bot.sources.feeds.tpex_table import HOST

_COLUMNS = (
    "SecuritiesCompanyCode",
    "CompanyAbbreviation",
    "Symbol",
    "DateOfListing",
    "Date",
    "IssueShares",
)

companies = partial(
    Companies,
    Dataset.TPEX_COMPANIES,
    Market.TPEX,
    Question(HOST, "/openapi/v1/mopsfin_t187ap03_O"),
    _COLUMNS,
)
"""Make the feed by what tells the kind of a code."""

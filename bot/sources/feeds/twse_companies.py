"""t187ap03_L: the companies listed on TWSE."""

from functools import partial

from bot.core.intake import Dataset
from bot.market.instruments import Market
from bot.sources.feed import Question
from bot.sources.feeds.companies import Companies
from bot.sources.feeds.twse_answers import OPENAPI_HOST

_COLUMNS = (
    "公司代號",
    "公司簡稱",
    "英文簡稱",
    "上市日期",
    "出表日期",
    "已發行普通股數或TDR原股發行股數",
)

companies = partial(
    Companies,
    Dataset.TWSE_COMPANIES,
    Market.TWSE,
    Question(OPENAPI_HOST, "/v1/opendata/t187ap03_L"),
    _COLUMNS,
)
"""Make the feed by what tells the kind of a code."""

"""dailyQuotes: one session of everything traded on TPEx, with the shares issued."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from bot.core.intake import Batch, Dataset, Days
from bot.market.bars import Bar
from bot.market.instruments import Instrument, Market
from bot.market.shares import ShareCount
from bot.sources.feed import Question, Refused
from bot.sources.feeds.answers import opened
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.bars import Prices, Traded, session_bar
from bot.sources.feeds.listings import KindOf, listing
from bot.sources.feeds.spans import one_day
from bot.sources.feeds.tpex_table import HOST, on_day
from bot.sources.reading.cells import CellError, code_of
from bot.sources.reading.dates import day_of
from bot.sources.reading.numbers import count_of, decimal_of
from bot.sources.reading.rows import read_rows
from bot.sources.reading.tables import Cells, table_of

_TITLE = "上櫃股票行情"
_COLUMNS = (
    "代號",
    "名稱",
    "開盤",
    "最高",
    "最低",
    "收盤",
    "漲跌",
    "成交股數",
    "成交金額(元)",
    "成交筆數",
    "發行股數",
)


class _Row(NamedTuple):
    """What one row tells."""

    bar: Bar
    instrument: Instrument | None
    shares: ShareCount | None


class TpexPrices:
    """The feed of whole sessions, of the codes that have a kind."""

    dataset = Dataset.TPEX_PRICES

    def __init__(self, kind_of: KindOf) -> None:
        """Read the codes whose kind is known."""
        self._kind_of = kind_of

    def days(self, day: date) -> Days:
        """Return the session alone."""
        return one_day(day)

    def question(self, days: Days) -> Question:
        """Ask for everything; warrants and bonds cannot be left out."""
        params = {**on_day(days), "id": "", "response": "json"}
        return Question(HOST, "/www/zh-tw/afterTrading/dailyQuotes", params)

    def read(self, body: bytes, days: Days, fetched_at: datetime) -> Batch:
        """Read the prices; their table must name the session, also where it is empty."""
        asked = Asked(self.dataset, days, fetched_at)
        document = opened(body, asked)
        if document is None:
            return asked.empty()
        prices = _prices(document)
        asked.expect(_day(prices))
        table = table_of(prices)
        if table is None:
            return asked.empty()
        rows = read_rows(table, _COLUMNS, partial(self._row, asked))
        return replace(
            asked.batch(rows),
            bars=[row.bar for row in rows.items],
            instruments=[row.instrument for row in rows.items if row.instrument is not None],
            shares=[row.shares for row in rows.items if row.shares is not None],
            turnover=_total(prices),
        )

    def _row(self, asked: Asked, cells: Cells) -> _Row | None:
        """Read one instrument; None where its kind is of no interest.

        A word in place of the change says why nothing is compared.
        """
        code = code_of(cells[0])
        kind = self._kind_of(code)
        if kind is None:
            return None
        provenance = asked.provenance(asked.days.first)
        prices = Prices(*map(decimal_of, cells[2:6]))
        traded = Traded(count_of(cells[7]), decimal_of(cells[8]), count_of(cells[9]))
        bar = session_bar(code, provenance, prices, decimal_of(cells[6]), traded)
        issued = count_of(cells[10])
        shares = ShareCount(code, issued, provenance) if issued else None
        return _Row(bar, listing(code, cells[1], Market.TPEX, kind), shares)


def _prices(document: Mapping[str, object]) -> Mapping[str, object]:
    """Return the table of prices; another one lists what is traded under management."""
    tables = document.get("tables")
    found = [
        table
        for table in (tables if isinstance(tables, list) else ())
        if isinstance(table, dict) and _TITLE in str(table.get("title"))
    ]
    if len(found) != 1:
        raise Refused("no_prices", str(sorted(document)))
    return found[0]


def _day(prices: Mapping[str, object]) -> date | None:
    """Return the day that the table names."""
    try:
        return day_of(prices.get("date"))
    except CellError:
        return None


def _total(prices: Mapping[str, object]) -> Decimal | None:
    """Return the turnover of all stocks; None where it cannot be read, which harms no row."""
    try:
        return decimal_of(prices.get("totalTradingAmount"))
    except CellError:
        return None

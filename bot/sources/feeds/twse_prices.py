"""MI_INDEX: one session of everything listed on TWSE, and of the market as a whole."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from bot.core.intake import Batch, Dataset, Days
from bot.market.bars import Bar
from bot.market.instruments import Instrument, Market
from bot.sources.feed import Question, Refused
from bot.sources.feeds.answers import opened
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.bars import Prices, Traded, session_bar
from bot.sources.feeds.listings import KindOf, listing
from bot.sources.feeds.spans import one_day
from bot.sources.feeds.twse_answers import HOST, check_units
from bot.sources.feeds.twse_market import market_bar
from bot.sources.reading.cells import code_of
from bot.sources.reading.dates import day_in
from bot.sources.reading.numbers import count_of, decimal_of
from bot.sources.reading.rows import Rows, read_rows
from bot.sources.reading.signs import sign_of, signed
from bot.sources.reading.tables import Cells, tables_of, titled

_TITLE = "每日收盤行情"
_COLUMNS = (
    "證券代號",
    "證券名稱",
    "開盤價",
    "最高價",
    "最低價",
    "收盤價",
    "漲跌(+/-)",
    "漲跌價差",
    "成交股數",
    "成交金額",
    "成交筆數",
)


class _Row(NamedTuple):
    """What one row tells."""

    bar: Bar
    instrument: Instrument | None


class TwsePrices:
    """The feed of whole sessions, of the codes that have a kind."""

    dataset = Dataset.TWSE_PRICES

    def __init__(self, kind_of: KindOf) -> None:
        """Read the codes whose kind is known."""
        self._kind_of = kind_of

    def days(self, day: date) -> Days:
        """Return the session alone."""
        return one_day(day)

    def question(self, days: Days) -> Question:
        """Ask for everything but warrants; the totals and indices come along."""
        params = {"date": f"{days.first:%Y%m%d}", "type": "ALLBUT0999", "response": "json"}
        return Question(HOST, "/rwd/zh/afterTrading/MI_INDEX", params)

    def read(self, body: bytes, days: Days, fetched_at: datetime) -> Batch:
        """Read the prices and the market's row; every table names the session in its title."""
        asked = Asked(self.dataset, days, fetched_at)
        document = opened(body, asked)
        if document is None:
            return asked.empty()
        tables = tables_of(document)
        if not tables and ("tables" in document or "data" in document):
            return asked.empty()
        prices = titled(tables, _TITLE)
        if prices is None:
            raise Refused("no_prices", str([table.title for table in tables]))
        asked.expect(day_in(prices.title))
        check_units(prices)
        rows = read_rows(prices, _COLUMNS, partial(self._row, asked))
        return _joined(asked, rows, market_bar(tables, asked))

    def _row(self, asked: Asked, cells: Cells) -> _Row | None:
        """Read one instrument; None where its kind is of no interest."""
        code = code_of(cells[0])
        kind = self._kind_of(code)
        if kind is None:
            return None
        prices = Prices(*map(decimal_of, cells[2:6]))
        change = signed(sign_of(cells[6]), decimal_of(cells[7]))
        traded = Traded(count_of(cells[8]), decimal_of(cells[9]), count_of(cells[10]))
        provenance = asked.provenance(asked.days.first)
        bar = session_bar(code, provenance, prices, change, traded)
        return _Row(bar, listing(code, cells[1], Market.TWSE, kind))


def _joined(asked: Asked, rows: Rows[_Row], market: Rows[Bar]) -> Batch:
    """Put the market's row beside those of the instruments."""
    return replace(
        asked.batch(rows),
        bars=[*(row.bar for row in rows.items), *market.items],
        instruments=[row.instrument for row in rows.items if row.instrument is not None],
        rejected=[*rows.rejected, *market.rejected],
        rows=rows.count + market.count,
    )

"""MI_QFIIS: how many shares and units of everything listed are issued, as of a day."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from bot.core.intake import Batch, Dataset, Days
from bot.market.shares import ShareCount
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.listings import KindOf
from bot.sources.feeds.spans import one_day
from bot.sources.feeds.twse_table import TwseTable, on_day
from bot.sources.reading.cells import CellError, code_of
from bot.sources.reading.numbers import count_of
from bot.sources.reading.rows import read_rows
from bot.sources.reading.tables import Cells, Table

_COLUMNS = ("證券代號", "發行股數")


def shares(kind_of: KindOf) -> TwseTable:
    """Return the feed; its table repeats the day asked for at its top."""
    return TwseTable(
        Dataset.TWSE_SHARES,
        "/rwd/zh/fund/MI_QFIIS",
        one_day,
        _asks,
        partial(_contents, kind_of),
        dated=True,
    )


def _asks(days: Days) -> Mapping[str, str]:
    """Ask for everything but warrants."""
    return {**on_day(days), "selectType": "ALLBUT0999"}


def _contents(kind_of: KindOf, table: Table, asked: Asked) -> Batch:
    """Read the counts."""
    rows = read_rows(table, _COLUMNS, partial(_count, kind_of, asked))
    return replace(asked.batch(rows), shares=rows.items)


def _count(kind_of: KindOf, asked: Asked, cells: Cells) -> ShareCount | None:
    """Read one count."""
    code, count = code_of(cells[0]), cells[1]
    if kind_of(code) is None:
        return None
    shares = count_of(count)
    if shares is None:
        raise CellError("no_shares")
    return ShareCount(code, shares, asked.provenance(asked.days.first))

"""All feeds of the Taiwan Stock Exchange that answer for a whole market."""

from collections.abc import Mapping

from bot.core.intake import Dataset
from bot.sources.feed import Feed
from bot.sources.feeds.listings import KindOf
from bot.sources.feeds.twse_companies import companies
from bot.sources.feeds.twse_dividends import DIVIDENDS
from bot.sources.feeds.twse_dividends_ahead import DIVIDENDS_AHEAD
from bot.sources.feeds.twse_holidays import HOLIDAYS
from bot.sources.feeds.twse_index import INDEX
from bot.sources.feeds.twse_index_prices import INDEX_PRICES
from bot.sources.feeds.twse_par_changes import PAR_CHANGES
from bot.sources.feeds.twse_prices import TwsePrices
from bot.sources.feeds.twse_reductions import REDUCTIONS
from bot.sources.feeds.twse_shares import shares
from bot.sources.feeds.twse_splits import SPLITS


def twse_feeds(kind_of: KindOf) -> Mapping[Dataset, Feed]:
    """Return the feeds by dataset; that of one stock's month is made per stock."""
    feeds: tuple[Feed, ...] = (
        TwsePrices(kind_of),
        INDEX,
        INDEX_PRICES,
        DIVIDENDS,
        DIVIDENDS_AHEAD,
        REDUCTIONS,
        PAR_CHANGES,
        SPLITS,
        HOLIDAYS,
        shares(kind_of),
        companies(kind_of),
    )
    return {feed.dataset: feed for feed in feeds}

"""All feeds of the Taipei Exchange."""

from collections.abc import Mapping

from bot.core.intake import Dataset
from bot.sources.feed import Feed
from bot.sources.feeds.listings import KindOf
from bot.sources.feeds.tpex_companies import companies
from bot.sources.feeds.tpex_dividends import DIVIDENDS
from bot.sources.feeds.tpex_index import INDEX
from bot.sources.feeds.tpex_par_changes import PAR_CHANGES
from bot.sources.feeds.tpex_prices import TpexPrices
from bot.sources.feeds.tpex_reductions import REDUCTIONS
from bot.sources.feeds.tpex_reverse_splits import REVERSE_SPLITS
from bot.sources.feeds.tpex_splits import SPLITS


def tpex_feeds(kind_of: KindOf) -> Mapping[Dataset, Feed]:
    """Return the feeds by dataset."""
    feeds: tuple[Feed, ...] = (
        TpexPrices(kind_of),
        INDEX,
        DIVIDENDS,
        REDUCTIONS,
        PAR_CHANGES,
        SPLITS,
        REVERSE_SPLITS,
        companies(kind_of),
    )
    return {feed.dataset: feed for feed in feeds}

"""Every table that can be asked for, by the sources that are on."""

from collections.abc import Collection, Mapping

from bot.core.intake import Dataset
from bot.sources.feed import Feed
from bot.sources.feeds.tpex import tpex_feeds
from bot.sources.feeds.twse import twse_feeds
from bot.sources.feeds.twse_stock_month import stock_month
from bot.sources.kinds import kind_of


def feeds_of(enabled: Collection[str]) -> Mapping[Dataset, Feed]:
    """Return the feeds of the exchanges that the operator named."""
    feeds = {**twse_feeds(kind_of), **tpex_feeds(kind_of)}
    return {dataset: feed for dataset, feed in feeds.items() if dataset.source in enabled}


def stock_feed(code: str) -> Feed:
    """Return the feed of one stock's months on TWSE."""
    return stock_month(code)

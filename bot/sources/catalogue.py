"""Every table that can be asked for, by the sources that are on."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from bot.core.intake import Dataset
from bot.sources.feed import Feed


class Catalogue(Mapping[Dataset, Feed]):
    """The feeds of some sources; their modules are loaded for the first question that needs one.

    Most starts of `banquet ask` need none: what they say is held.
    """

    def __init__(self, enabled: Collection[str]) -> None:
        """Hold the feeds of these sources."""
        self._enabled = frozenset(enabled)

    def __getitem__(self, dataset: Dataset) -> Feed:
        """Return the feed of a table."""
        return self._feeds[dataset]

    def __iter__(self) -> Iterator[Dataset]:
        """Go through the tables."""
        return iter(self._feeds)

    def __len__(self) -> int:
        """Count the tables."""
        return len(self._feeds)

    @cached_property
    def _feeds(self) -> Mapping[Dataset, Feed]:
        """Load every feed of the sources that are on."""
        if not self._enabled:
            return {}
        from bot.sources.feeds.tpex import tpex_feeds  # noqa: PLC0415 - see the class
        from bot.sources.feeds.twse import twse_feeds  # noqa: PLC0415 - see the class
        from bot.sources.kinds import kind_of  # noqa: PLC0415 - see the class

        feeds = {**twse_feeds(kind_of), **tpex_feeds(kind_of)}
        return {dataset: feed for dataset, feed in feeds.items() if dataset.source in self._enabled}


def stock_feed(code: str) -> Feed:
    """Return the feed of one stock's months on TWSE."""
    from bot.sources.feeds.twse_stock_month import stock_month  # noqa: PLC0415 - as above

    return stock_month(code)

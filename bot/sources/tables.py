"""Which tables hold what of which market."""

from collections.abc import Mapping

from bot.core.intake import Dataset
from bot.market.instruments import Market

PRICES: Mapping[Market, Dataset] = {
    Market.TWSE: Dataset.TWSE_PRICES,
    Market.TPEX: Dataset.TPEX_PRICES,
}
DIVIDENDS: Mapping[Market, Dataset] = {
    Market.TWSE: Dataset.TWSE_DIVIDENDS,
    Market.TPEX: Dataset.TPEX_DIVIDENDS,
}
INDICES: Mapping[Market, tuple[Dataset, ...]] = {
    Market.TWSE: (Dataset.TWSE_INDEX, Dataset.TWSE_INDEX_PRICES),
    Market.TPEX: (Dataset.TPEX_INDEX,),
}

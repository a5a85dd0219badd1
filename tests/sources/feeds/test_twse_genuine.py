"""Genuine answers of TWSE, where they lie beside the repository."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.core.intake import Days, Status
from bot.sources.feed import Feed
from bot.sources.feeds.twse_dividends import DIVIDENDS
from bot.sources.feeds.twse_index import INDEX
from bot.sources.feeds.twse_index_prices import INDEX_PRICES
from bot.sources.feeds.twse_par_changes import PAR_CHANGES
from bot.sources.feeds.twse_prices import TwsePrices
from bot.sources.feeds.twse_reductions import REDUCTIONS
from bot.sources.feeds.twse_shares import shares
from bot.sources.feeds.twse_splits import SPLITS
from bot.sources.feeds.twse_stock_month import stock_month
from bot.sources.kinds import kind_of

_SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
_PRICES = TwsePrices(kind_of)


@pytest.mark.parametrize(
    ("name", "feed", "days", "rows"),
    [
        ("MI_INDEX_20230130_ALLBUT0999", _PRICES, "2023-01-30 2023-01-30", 84),
        ("twse-market-trades-no-data", _PRICES, "2023-01-01 2023-01-01", 0),
        ("twse_MI_INDEX_20160928_typhoon_nodata", _PRICES, "2016-09-28 2016-09-28", 0),
        ("twse-stocks-historical-no-data", stock_month("2330"), "2023-01-01 2023-01-31", 0),
        ("twse_STOCK_DAY_2330_202501", stock_month("2330"), "2025-01-01 2025-01-31", 2),
        ("twse_FMTQIK_202609", INDEX, "2026-09-01 2026-09-30", 18),
        ("twse_MI_5MINS_HIST_202601", INDEX_PRICES, "2026-01-01 2026-01-31", 2),
        ("twse_MI_5MINS_HIST_202609", INDEX_PRICES, "2026-09-01 2026-09-30", 18),
        ("twse-stocks-dividends-no-data", DIVIDENDS, "2024-03-01 2024-03-31", 0),
        ("twse-stocks-dividends", DIVIDENDS, "2024-03-01 2024-03-31", 2),
        ("twse-stocks-capital-reductions", REDUCTIONS, "2024-01-01 2024-12-31", 3),
        ("twse-stocks-splits", PAR_CHANGES, "2021-01-01 2022-12-31", 2),
        ("twse_TWTB8U_2020_2026", PAR_CHANGES, "2020-01-01 2026-12-31", 10),
        ("twse_TWTCAU_2020_2026", SPLITS, "2020-01-01 2026-12-31", 11),
        ("twse_MI_QFIIS_20260907", shares(kind_of), "2026-09-07 2026-09-07", 1),
    ],
)
def test_every_row_of_a_genuine_answer_is_believed(
    name: str, feed: Feed, days: str, rows: int
) -> None:
    """Nothing of it is set aside; no data is empty."""
    found = [*_SAMPLES.glob(f"*__{name}.*json"), *_SAMPLES.glob(f"{name}.*json")]
    if not found:
        pytest.skip("no genuine answers beside the repository")
    asked = Days(*map(date.fromisoformat, days.split()))
    batch = feed.read(found[0].read_bytes(), asked, datetime(2026, 11, 23, tzinfo=UTC))
    assert (batch.rows, list(batch.rejected)) == (rows, [])
    assert batch.status is (Status.COMPLETE if rows else Status.EMPTY)

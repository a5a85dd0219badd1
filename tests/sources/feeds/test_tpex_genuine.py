"""Genuine answers of TPEx, where they lie beside the repository."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.core.intake import Dataset, Days, Status
from bot.data.instruments import load_instruments
from bot.market.directory import Directory
from bot.sources.checks.known import Known
from bot.sources.checks.rows import broken_rule
from bot.sources.feeds.tpex import tpex_feeds
from bot.sources.kinds import kind_of
from tests.sources.checks.making import CALENDAR

_SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
_FEEDS = tpex_feeds(kind_of)
_AT = datetime(2026, 11, 23, tzinfo=UTC)


def _genuine(name: str) -> bytes:
    """Return an answer; skip the test where there is none."""
    found = [*_SAMPLES.glob(f"*__{name}.*json")]
    if not found:
        pytest.skip("no genuine answers beside the repository")
    return found[0].read_bytes()


@pytest.mark.parametrize(
    ("name", "dataset", "days", "rows"),
    [
        ("tpex_dailyQuotes_20160928_typhoon_nodata", "prices", "2016-09-28 2016-09-28", 0),
        ("tpex-stocks-historical-no-data", "prices", "2023-01-01 2023-01-01", 0),
        ("tpex-market-breadth-no-data", "prices", "2023-01-01 2023-01-01", 0),
        ("tpex-indices-historical-no-data", "index", "2023-01-01 2023-01-31", 0),
        ("tpex-stocks-dividends", "dividends", "2024-03-22 2024-03-23", 3),
        ("tpex-stocks-capital-reductions", "reductions", "2024-01-01 2024-07-01", 2),
        ("tpex-stocks-splits", "par_changes", "2021-01-01 2024-01-01", 4),
    ],
)
def test_every_row_of_a_genuine_answer_is_believed(
    name: str, dataset: str, days: str, rows: int
) -> None:
    """Nothing of it is set aside; no data is empty."""
    feed = _FEEDS[Dataset(f"tpex.{dataset}")]
    batch = feed.read(_genuine(name), Days(*map(date.fromisoformat, days.split())), _AT)
    assert (batch.rows, list(batch.rejected)) == (rows, [])
    assert batch.status is (Status.COMPLETE if rows else Status.EMPTY)


def test_every_genuine_price_keeps_the_rules() -> None:
    """The sample was cut with some rows twice; each is taken once."""
    document = json.loads(_genuine("tpex_dailyQuotes_20230130"))
    table = document["tables"][0]
    table["data"] = list({row[0]: row for row in table["data"]}.values())
    day = date(2023, 1, 30)
    batch = _FEEDS[Dataset.TPEX_PRICES].read(json.dumps(document).encode(), Days(day, day), _AT)
    known = Known(Directory(load_instruments()).get, CALENDAR)
    assert (len(batch.bars), len(batch.shares), list(batch.rejected)) == (76, 76, [])
    assert {bar.code: rule for bar in batch.bars if (rule := broken_rule(bar, known))} == {}

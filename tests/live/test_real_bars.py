"""Real bars of a vendor, served in the exchanges' shape: what is shown is exact arithmetic."""

import csv
import gzip
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.core.intake import Dataset
from bot.data.instruments import load_instruments
from tests.live.running import Live, live, taipei
from tests.sources.independent import Listed, lines_of, verdict
from tests.standins.exchange.bars import bars_in
from tests.standins.exchange.world import World

FILE = Path(__file__).parents[3] / "shared/data/bars_2024-12-09_2025-06-30.csv.gz"
LIMIT_DAY = date(2025, 4, 7)
SESSIONS = 8
"""Sessions fetched here; `SESSIONS = 120` is the long form, some three minutes."""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FILE.exists(), reason=f"{FILE.name} is not at hand"),
]


def _rows() -> list[list[str]]:
    """Read the file: day, code, open, high, low, close, volume."""
    with gzip.open(FILE, "rt", encoding="utf-8") as file:
        return list(csv.reader(file))[1:]


async def test_every_row_is_exact_or_set_aside_under_its_rule(tmp_path: Path) -> None:
    """0 differences, 0 missed, 0 false; the counts per rule are printed."""
    world = World.from_bars(bars_in(FILE))
    days = [day for day in sorted(world.days) if day >= LIMIT_DAY][:SESSIONS]
    async with live(world, tmp_path, taipei(2025, 7, 1, 9)) as one:
        counts: Counter[str] = Counter()
        for day in days:
            counts += await _compared(one, world, day)
    print(dict(counts))  # noqa: T201 - the counts are the proof
    assert counts["different"] == 0
    assert counts["exact"] > 1_500 * SESSIONS


async def _compared(one: Live, world: World, day: date) -> Counter[str]:
    """Fetch one session and compare each of its rows with plain arithmetic."""
    for dataset in (Dataset.TWSE_PRICES, Dataset.TPEX_PRICES):
        await one.banquet.sources.fetching.desk.ask(dataset, day)
    held = await one.banquet.store.sessions.whole(day)
    counts: Counter[str] = Counter()
    for row in world.at(day).rows:
        bar = held.get(row.code)
        if bar is None:
            counts["set aside"] += 1
        elif (bar.close, bar.reference) == (row.close, row.reference):
            counts["exact"] += 1
        else:
            counts["different"] += 1
    return counts


async def test_the_limit_down_day_of_the_whole_market(tmp_path: Path) -> None:
    """2330 at 848, and as many limit-downs as an independent count finds."""
    world = World.from_bars(bars_in(FILE))
    async with live(world, tmp_path, taipei(2025, 4, 7, 18)) as one:
        figure = await one.figure("/move 2330 2025-04-07")
        assert (figure.close, figure.percent, figure.limit) == (
            Decimal(848),
            Decimal("-9.98"),
            "down",
        )
        reply = await one.ask("/limit 2025-04-07")
        down = {each.code for each in reply.figures if each.limit == "down"}
    assert down == _limit_downs()


def _limit_downs() -> set[str]:
    """Count in whole hundredths: rows that keep the rules and closed at nine tenths, rounded up."""
    listed = {
        one.code: Listed(
            one.kind.value,
            one.listed.isoformat(),
            None if one.limit_percent is None else int(one.limit_percent),
        )
        for one in load_instruments()
        if one.listed
    }
    lines = lines_of(sorted(_rows()))
    sessions = sorted({line.day for line in lines})
    found = set()
    for line in lines:
        if line.day != LIMIT_DAY.isoformat() or line.before is None or line.code not in listed:
            continue
        kept = verdict(line, listed, sessions) is None
        # Below a limit nothing trades; where something did, there was none yet.
        if kept and line.prices[3] == line.prices[2] == _floor(line.before):
            found.add(line.code)
    return found


def _floor(before: int) -> int:
    """Return nine tenths of a price on the grid of 1/10,000 TWD, rounded up to its step."""
    steps = ((1000, 50_000), (500, 10_000), (100, 5_000), (50, 1_000), (10, 500), (0, 100))
    step = next(size for start, size in steps if before * 9 >= start * 100_000)
    return -(-before * 9 // (10 * step)) * step

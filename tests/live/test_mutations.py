"""Five hundred spoiled answers of six golden days: no wrong figure is ever believed.

An accepted figure equals the world's truth or is unknown; rows that nobody touched are accepted,
unless the whole answer is refused. The seed is printed.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice

import pytest

from bot.core.intake import Batch, Dataset, Status
from bot.data.closures import load_closures, load_schedule
from bot.data.instruments import load_instruments
from bot.market.bars import Bar
from bot.market.calendar import TradingCalendar
from bot.market.directory import Directory
from bot.market.instruments import Market
from bot.sources.catalogue import Catalogue
from bot.sources.checks.batch import check
from bot.sources.checks.known import Known
from bot.sources.feed import Feed, Refused
from tests.standins.exchange import golden
from tests.standins.exchange.asking import Asker
from tests.standins.exchange.days import Row
from tests.standins.exchange.decorations import BAD_NUMBERS, NOT_FINITE, ODD_TOKENS
from tests.standins.exchange.faults import Fault, Kind
from tests.standins.exchange.server import ExchangeServer
from tests.standins.exchange.world import World

pytestmark = pytest.mark.slow
AT = datetime(2026, 1, 1, tzinfo=UTC)
SEED, MUTATIONS = 20250203, 540
FEEDS = Catalogue(("twse", "tpex"))
KNOWN = Known(
    Directory(load_instruments()).get,
    TradingCalendar(load_closures(), schedule=load_schedule),
    (),
    (),
)
DAYS = {
    golden.normal: golden.NORMAL,
    golden.new_year_eve: golden.EVE,
    golden.limit_day: golden.LIMIT_DOWN,
    golden.ex_dividend: golden.TWSE_EX_DAY,
    golden.halts: date(2025, 6, 18),
    golden.typhoon: date(2024, 11, 1),
}
COLUMNS = ("open", "high", "low", "close", "change", "volume")
TOKENS = (*ODD_TOKENS, *BAD_NUMBERS, *NOT_FINITE, "99999999")
IMPOSSIBLE = ("-5", "0")
"""As prices; as a change they are possible, and then nothing can tell that they are wrong."""
WHOLE: tuple[tuple[Kind, str | None], ...] = (
    ("wrong_day", None),
    ("echoed_day", None),
    ("stale_body", None),
    ("html", "text/html"),
    ("html", "application/json"),
    ("big5", None),
    ("bom", None),
    ("duplicate_keys", None),
    ("truncated", None),
    ("empty", None),
    ("columns", "reordered"),
    ("columns", "renamed"),
    ("columns", "added"),
    ("columns", "lots"),
    ("decorated", "full_width"),
    ("decorated", "blanks"),
    ("decorated", "tag"),
    ("decorated", "plus"),
)


class Tally:
    """What came of the mutations."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []

    def judge(self, batch: Batch, truth: dict[str, Row], touched: str) -> None:
        """Compare what was accepted with the truth."""
        for bar in batch.bars:
            row = truth.get(bar.code)
            if row is None:
                continue
            self.counts["accepted"] += 1
            self.wrong += [f"{bar.code} {name}: {got}" for name, got in _differences(bar, row)]
        missing = set(truth) - {bar.code for bar in batch.bars} - {touched}
        self.counts["good"] += len(set(truth) - {touched})
        self.counts["lost"] += len(missing)


def _differences(bar: Bar, row: Row) -> Iterator[tuple[str, object]]:
    """Yield the figures that are neither the truth nor unknown."""
    for name in ("open", "high", "low", "close"):
        got = getattr(bar, name)
        if got is not None and got != getattr(row, name):
            yield name, got
    if bar.reference is not None and (row.mark or bar.reference != row.reference):
        yield "reference", bar.reference
    if bar.volume not in (None, row.volume):
        yield "volume", bar.volume


def _faults(chance: random.Random, rows: list[Row]) -> Iterator[tuple[Fault, str]]:
    """Yield faults for one table, and which row each touches ("" is all of them)."""
    for kind, value in WHOLE:
        yield Fault(kind, value=value, at=chance.randint(50, 4_000)), ""
    while True:
        row = chance.choice(rows)
        column = chance.choice(COLUMNS)
        token = chance.choice(TOKENS if column in ("change", "volume") else TOKENS + IMPOSSIBLE)
        yield Fault("cell", code=row.code, column=column, value=token), row.code


@dataclass(frozen=True, slots=True)
class Asked:
    """One table of one day, asked for again and again."""

    world: World
    asker: Asker
    feed: Feed
    day: date

    async def spoil(self, count: int, chance: random.Random, tally: Tally) -> None:
        """Ask, each time with another fault, and judge what is believed."""
        market = Market.TWSE if self.feed.dataset is Dataset.TWSE_PRICES else Market.TPEX
        rows = [row for row in self.world.at(self.day).rows if row.market is market and row.kind]
        truth = {row.code: row for row in rows}
        for fault, touched in islice(_faults(chance, rows), count):
            self.world.faults.off()
            self.world.faults.on(fault)
            tally.counts["answers"] += 1
            batch = await self._believed(tally)
            if batch is not None:
                tally.judge(batch, truth, touched)

    async def _believed(self, tally: Tally) -> Batch | None:
        """Return what is believed of an answer; None where nothing is."""
        days = self.feed.days(self.day)
        question = self.feed.question(days)
        said = await self.asker.get(question.host, question.path, dict(question.params))
        try:
            batch = check(self.feed.read(said.body, days, AT), KNOWN)
        except Refused as refused:
            tally.counts[f"refused {refused.rule}"] += 1
            return None
        if batch.status in (Status.EMPTY, Status.REFUSED):
            tally.counts[f"{batch.status} {batch.reason}"] += 1
            return None
        return batch


async def test_no_spoiled_answer_is_believed() -> None:
    """Wrong figures 0, another day's figures 0, zero for missing 0, crashes 0."""
    chance, tally = random.Random(SEED), Tally()  # noqa: S311 - a test's repeatable chance
    each = MUTATIONS // (2 * len(DAYS))
    for make, day in DAYS.items():
        world = make()
        async with ExchangeServer(world, limit=None) as server, Asker(server) as asker:
            for dataset in (Dataset.TWSE_PRICES, Dataset.TPEX_PRICES):
                asked = Asked(world, asker, FEEDS[dataset], day)
                await asked.spoil(each, chance, tally)
    counts = tally.counts
    print(f"seed {SEED}: {dict(counts)}")  # noqa: T201 - the counts are the proof
    assert tally.wrong == []
    assert counts["answers"] >= 500
    assert counts["lost"] <= counts["good"] / 1000

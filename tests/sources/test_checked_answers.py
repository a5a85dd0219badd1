"""The strict stand-in's answers to our own questions, read and held against the rules."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace

import pytest

from bot.core.intake import Batch, Dataset, Status
from bot.data.instruments import load_instruments
from bot.market.bars import Bar
from bot.market.directory import Directory
from bot.sources.checks.batch import check
from bot.sources.checks.known import Known
from bot.sources.feed import Refused
from bot.sources.feeds.tpex import tpex_feeds
from bot.sources.feeds.twse import twse_feeds
from bot.sources.kinds import kind_of
from tests.sources.checks.making import AT, CALENDAR
from tests.standins.exchange import golden, row_faults
from tests.standins.exchange.asking import Asker
from tests.standins.exchange.decorations import BAD_NUMBERS, NOT_FINITE, ODD_TOKENS
from tests.standins.exchange.faults import Fault, Raw, RowsChange
from tests.standins.exchange.golden_actions import DIVIDENDS, HALTS, OLDER
from tests.standins.exchange.server import ExchangeServer
from tests.standins.exchange.world import World

pytestmark = pytest.mark.slow
FEEDS = {**twse_feeds(kind_of), **tpex_feeds(kind_of)}
KNOWN = Known(Directory(load_instruments()).get, CALENDAR)
ENOUGH = 1_000
CODES = {Dataset.TWSE_PRICES: "2330", Dataset.TPEX_PRICES: "6488"}
both = pytest.mark.parametrize("dataset", CODES)


@dataclass
class Exchange:
    """The stand-in, and a client of it."""

    world: World
    asker: Asker

    async def told(self, dataset: Dataset) -> Batch:
        """Ask for the day of the founding story, read the answer and check it."""
        feed = FEEDS[dataset]
        days = feed.days(golden.NORMAL)
        question = feed.question(days)
        said = await self.asker.get(question.host, question.path, dict(question.params))
        assert said.status == 200, said.body
        return check(feed.read(said.body, days, AT), KNOWN)

    async def outcome(self, dataset: Dataset, fault: Fault) -> str:
        """Return what becomes of an answer with a fault: the rule it broke, or its status."""
        self.world.faults.on(fault)
        try:
            batch = await self.told(dataset)
        except Refused as refused:
            return refused.rule
        return batch.reason or batch.status.value


@pytest.fixture
async def exchange() -> AsyncIterator[Exchange]:
    """Serve 2025-02-03 with most of what is listed."""
    world = golden.normal(ENOUGH)
    world.actions += [*DIVIDENDS, *HALTS, *OLDER]
    for day in (golden.EVE, golden.NORMAL):
        rows = [row for row in world.days[day].rows if row.code != "6488"]
        world.put(replace(world.days[day], rows=(*rows, golden.stock("6488", "342", "325"))))
    async with ExchangeServer(world, limit=None) as server, Asker(server) as asker:
        yield Exchange(world, asker)


def _figures(batch: Batch) -> dict[str, Bar]:
    """Return the bars by code."""
    return {bar.code: bar for bar in batch.bars}


@pytest.mark.parametrize("dataset", FEEDS)
async def test_every_table_is_believed(exchange: Exchange, dataset: Dataset) -> None:
    """Our questions are in the right form, and no row of an answer is set aside."""
    batch = await exchange.told(dataset)
    assert batch.status in (Status.COMPLETE, Status.EMPTY)
    assert list(batch.rejected) == []
    assert (batch.status is Status.COMPLETE) == (batch.rows > 0)
    if dataset in CODES:
        assert batch.rows >= ENOUGH


@both
@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        (Fault("wrong_day"), "wrong_day"),
        (Fault("echoed_day"), "wrong_day"),
        (Fault("stale_body"), "wrong_day"),
        (Fault("html", value="text/html"), "html_page"),
        (Fault("html", value="application/json"), "html_page"),
        (Fault("truncated", at=5_000), "not_json"),
        (Fault("truncated", at=100_000), "not_json"),
        (Fault("big5"), "not_json"),
        (Fault("duplicate_keys"), "duplicate_key"),
        (Fault("empty"), "no_data"),
        (Fault("columns", value="renamed"), "columns"),
        (Fault("columns", value="lots"), "many_bad_rows"),
        (Fault("rows", change=row_faults.published_part()), "few_rows"),
        (Fault("bom"), "complete"),
        (Fault("columns", value="reordered"), "complete"),
        (Fault("columns", value="added"), "complete"),
    ],
    ids=lambda value: f"{value.kind}-{value.value}" if isinstance(value, Fault) else "",
)
async def test_what_becomes_of_a_spoiled_answer(
    exchange: Exchange, dataset: Dataset, fault: Fault, rule: str
) -> None:
    """It is believed whole, or refused for the right reason."""
    assert await exchange.outcome(dataset, fault) == rule


@both
@pytest.mark.parametrize(
    "change",
    [*row_faults.IMPOSSIBLE, row_faults.over_limit, row_faults.twice],
    ids=lambda change: change.__name__,
)
async def test_a_bad_row_is_set_aside_alone(
    exchange: Exchange, dataset: Dataset, change: Callable[[str], RowsChange]
) -> None:
    """The others are as they are without it."""
    code = CODES[dataset]
    good = _figures(await exchange.told(dataset))
    exchange.world.faults.on(Fault("rows", change=change(code)))
    batch = await exchange.told(dataset)
    assert batch.status is Status.COMPLETE
    assert {row.code for row in batch.rejected} == {code}
    good.pop(code)
    assert _figures(batch) == good


@both
@pytest.mark.parametrize("column", ["open", "high", "low", "close", "change", "volume"])
async def test_no_bad_number_is_read(exchange: Exchange, dataset: Dataset, column: str) -> None:
    """Nothing is guessed from it; the other rows stay."""
    code = CODES[dataset]
    for value in (*BAD_NUMBERS, "nan", "inf", "1e999"):
        exchange.world.faults.on(Fault("cell", code=code, column=column, value=value))
        batch = await exchange.told(dataset)
        assert code not in _figures(batch), value
        assert [row.code for row in batch.rejected] == [code], value


@both
@pytest.mark.parametrize("value", [one for one in NOT_FINITE if isinstance(one, Raw)])
async def test_what_is_not_finite_refuses_the_answer(
    exchange: Exchange, dataset: Dataset, value: Raw
) -> None:
    """JSON has no such numbers, and no price so large."""
    fault = Fault("cell", code=CODES[dataset], value=value)
    assert await exchange.outcome(dataset, fault) in ("not_finite", "absurd_number")


@both
async def test_what_stands_for_no_figure_is_unknown(exchange: Exchange, dataset: Dataset) -> None:
    """Neither is it zero, nor a close without its change."""
    code = CODES[dataset]
    for value in ODD_TOKENS:
        exchange.world.faults.on(Fault("cell", code=code, value=value))
        bar = _figures(await exchange.told(dataset))[code]
        assert (bar.close, bar.reference) == (None, None), value


@both
@pytest.mark.parametrize("dress", ["full_width", "tag", "blanks", "plus"])
async def test_figures_in_other_dress_are_the_same(
    exchange: Exchange, dataset: Dataset, dress: str
) -> None:
    """Width, colour, blanks and a plus change nothing."""
    plain = _figures(await exchange.told(dataset))
    exchange.world.faults.on(Fault("decorated", value=dress))
    assert _figures(await exchange.told(dataset)) == plain

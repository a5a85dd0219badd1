"""The rules of whole answers."""

from dataclasses import replace

import pytest

from bot.core.intake import Batch, Dataset, Rejected, Status
from bot.market.bars import Bar, Provenance
from bot.market.shares import ShareCount
from bot.sources.checks.batch import check
from tests.sources.checks.making import SESSION, action, bar, day, known, listed

NORMAL = 1_000


def _bars(count: int, turnover: str = "101000") -> list[Bar]:
    """Make so many good bars of stocks."""
    return [bar(code=f"{1000 + place}", turnover=turnover) for place in range(count)]


def _told(batch: Batch) -> tuple[Status, str]:
    """Return what became of an answer."""
    return batch.status, batch.reason


def test_a_good_answer_stays_as_it_is() -> None:
    """Nothing is set aside, nothing is changed."""
    batch = day(*_bars(NORMAL))
    assert check(batch, known()) == replace(
        batch, bars=list(batch.bars), actions=[], shares=[], rejected=[]
    )


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.COMPLETE])
def test_an_answer_without_figures_is_left_alone(status: Status) -> None:
    """What is not complete has nothing to check."""
    batch = replace(day(), status=status, reason="so")
    assert check(batch, known()) is batch


def test_bad_rows_are_set_aside_with_their_rules() -> None:
    """The others are kept; the answer is complete, and says how many rows it had."""
    bad = [bar(code="2330", volume=-1), bar("100 150 100 150", code="2317")]
    batch = day(*_bars(NORMAL), *bad)
    batch = replace(batch, rejected=[Rejected("9999", "bad_number", "row")])
    found = check(batch, known(listed("2317")))
    assert _told(found) == (Status.COMPLETE, "")
    assert [(each.code, each.rule) for each in found.rejected] == [
        ("9999", "bad_number"),
        ("2330", "amount_negative"),
        ("2317", "outside_limit"),
    ]
    assert "150" in found.rejected[2].detail
    assert all(len(each.detail) <= 500 for each in found.rejected)
    assert (len(found.bars), found.rows) == (NORMAL, NORMAL + 2)


def test_bad_actions_and_counts_are_set_aside_too() -> None:
    """They are figures like others."""
    provenance = Provenance("Taiwan Stock Exchange", SESSION)
    counts = [ShareCount("2330", 0, provenance), ShareCount("2317", 1, provenance)]
    actions = [action(), action("2317", "-1")]
    batch = replace(day(dataset=Dataset.TWSE_SHARES, rows=4), shares=counts, actions=actions)
    found = check(batch, known())
    assert (found.shares, found.actions) == (counts[1:], actions[:1])
    assert [each.rule for each in found.rejected] == ["price_not_positive", "no_shares"]


@pytest.mark.parametrize(
    ("bad", "told"),
    [(250, (Status.COMPLETE, "")), (251, (Status.REFUSED, "many_bad_rows"))],
)
def test_more_than_one_bad_row_in_four_condemns_all(bad: int, told: tuple[Status, str]) -> None:
    """Too many are no slips: the good ones are not to be believed either."""
    broken = [replace(each, volume=-1) for each in _bars(bad)]
    assert _told(check(day(*_bars(NORMAL - bad), *broken), known())) == told


@pytest.mark.parametrize(
    ("good", "bad", "status"),
    [(2, 5, Status.COMPLETE), (2, 6, Status.REFUSED), (0, 1, Status.REFUSED)],
)
def test_a_small_table_bears_a_few_bad_rows(good: int, bad: int, status: Status) -> None:
    """As long as any is good; else an answer without figures would count as held."""
    bars = [bar()] * good + [bar(volume=-1)] * bad
    assert check(day(*bars, dataset=Dataset.TWSE_STOCK_MONTH), known()).status is status


@pytest.mark.parametrize(
    ("rows", "counts", "status"),
    [
        (800, (), Status.COMPLETE),
        (799, (), Status.PARTIAL),
        (NORMAL, (1250, 1250, 1250), Status.COMPLETE),
        (NORMAL, (1251, 1, 1252), Status.PARTIAL),
        (800, (10, 10, 10), Status.COMPLETE),
        (799, (10, 10, 10), Status.PARTIAL),
    ],
)
def test_too_few_rows_are_part_of_a_day(rows: int, counts: tuple[int, ...], status: Status) -> None:
    """Four fifths of the usual number make a day, and never fewer than any day has had."""
    found = check(day(*_bars(rows)), known(counts=counts))
    assert _told(found) == (status, "few_rows" if status is Status.PARTIAL else "")


@pytest.mark.parametrize(
    ("dataset", "status"),
    [
        (Dataset.TPEX_PRICES, Status.PARTIAL),
        (Dataset.TWSE_SHARES, Status.PARTIAL),
        (Dataset.TWSE_INDEX, Status.COMPLETE),
        (Dataset.TWSE_DIVIDENDS, Status.COMPLETE),
    ],
)
def test_only_steady_tables_are_counted(dataset: Dataset, status: Status) -> None:
    """A month has as many rows as sessions, and a dividend table as many as there were."""
    assert check(day(bar(), dataset=dataset), known(counts=[NORMAL])).status is status


@pytest.mark.parametrize(
    ("total", "told"),
    [
        ("101000000", (Status.COMPLETE, "")),
        ("100000000", (Status.COMPLETE, "")),
        ("99999999", (Status.REFUSED, "turnover_above_total")),
        ("144285714", (Status.COMPLETE, "")),
        ("144285715", (Status.PARTIAL, "turnover_below_total")),
    ],
)
@pytest.mark.parametrize("is_of_index", [True, False])
def test_the_rows_add_up_to_the_markets_total(
    total: str, told: tuple[Status, str], *, is_of_index: bool
) -> None:
    """The total stands in the index's row or apart; 1,000 rows of 101,000 TWD are held to it."""
    index = bar("- - - 23525.41", None, code="TAIEX", turnover=total)
    bars = _bars(NORMAL)
    batch = day(index, *bars) if is_of_index else day(*bars, turnover=total)
    assert _told(check(batch, known())) == told


def test_funds_may_be_outside_of_a_total() -> None:
    """TPEx totals stocks alone."""
    funds = [replace(each, code=f"00{each.code}") for each in _bars(NORMAL)]
    batch = day(*_bars(NORMAL), *funds, dataset=Dataset.TPEX_PRICES, turnover="101000000")
    assert check(batch, known()).status is Status.COMPLETE


def test_a_row_set_aside_was_there() -> None:
    """One bad row of the largest stock does not make a day partial."""
    large = bar(code="2330", turnover="100000", volume=-1)
    batch = day(large, *_bars(NORMAL, "100"), turnover="200000")
    bars = [replace(each, volume=1) for each in batch.bars[1:]]
    assert _told(check(replace(batch, bars=[large, *bars]), known())) == (Status.COMPLETE, "")

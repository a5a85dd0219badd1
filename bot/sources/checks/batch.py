"""Hold a whole answer against the rules: its single figures, then what they are together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from statistics import median
from typing import Protocol, TypeVar

from bot.core.intake import Batch, Dataset, Rejected, Status
from bot.sources.checks.facts import broken_rule_of_action, broken_rule_of_shares
from bot.sources.checks.known import Known
from bot.sources.checks.rows import broken_rule
from bot.sources.checks.totals import exceeds_total, misses_total

_FEWEST: Mapping[Dataset, int] = {Dataset.TWSE_PRICES: 800, Dataset.TPEX_PRICES: 600}
"""Rows that a whole market's day has had at least since 2015, well short of the true counts."""
_STEADY = (*_FEWEST, Dataset.TWSE_SHARES)
"""The tables that have about as many rows on every day."""
_USUAL_SHARE = Decimal("0.8")
_BAD_SHARE = Decimal("0.25")
"""Above it the good rows are not believed either; a vendor's copy of the tables, rounded in a
tenth of its rows, still has nine good tenths."""
_FEW_BAD = 5
"""So many bad rows condemn no table that has good ones: some have but few rows in all."""


class _Coded(Protocol):
    """A figure of one instrument."""

    @property
    def code(self) -> str:
        """Name the instrument."""


Figure = TypeVar("Figure", bound=_Coded)


def check(batch: Batch, known: Known) -> Batch:
    """Return the answer with bad rows set aside, and its status.

    REFUSED: `many_bad_rows`, `turnover_above_total`. PARTIAL: `few_rows`, `turnover_below_total`.
    """
    if batch.status is not Status.COMPLETE:
        return batch
    rejected = list(batch.rejected)
    judged = replace(
        batch,
        bars=_sifted(batch.bars, partial(broken_rule, known=known), rejected),
        actions=_sifted(batch.actions, broken_rule_of_action, rejected),
        shares=_sifted(batch.shares, broken_rule_of_shares, rejected),
        rejected=rejected,
    )
    findings = (
        (Status.REFUSED, "many_bad_rows", _is_mostly_bad(judged)),
        (Status.REFUSED, "turnover_above_total", _is_day(batch) and exceeds_total(judged)),
        (Status.PARTIAL, "few_rows", batch.rows < _least_rows(batch.dataset, known)),
        # A row that is set aside was there: the answer is whole.
        (Status.PARTIAL, "turnover_below_total", _is_day(batch) and misses_total(batch)),
    )
    for status, reason, is_found in findings:
        if is_found:
            return replace(judged, status=status, reason=reason)
    return judged


def _sifted(
    figures: Iterable[Figure],
    rule_of: Callable[[Figure], str | None],
    rejected: list[Rejected],
) -> list[Figure]:
    """Return the figures to be believed; the others join the rejected."""
    good = []
    for figure in figures:
        rule = rule_of(figure)
        if rule is None:
            good.append(figure)
        else:
            rejected.append(Rejected(figure.code, rule, str(figure)[:500]))
    return good


def _is_day(batch: Batch) -> bool:
    """Tell whether an answer is of a whole market's day."""
    return batch.dataset in _FEWEST


def _is_mostly_bad(batch: Batch) -> bool:
    """Tell whether so many rows are bad that the good ones are not to be believed either."""
    bad = len(batch.rejected)
    good = (batch.bars, batch.actions, batch.shares, batch.instruments, batch.closed_days)
    many = bad > _FEW_BAD and bad > batch.rows * _BAD_SHARE
    return many or (bad > 0 and not any(good))


def _least_rows(dataset: Dataset, known: Known) -> Decimal:
    """Return how many rows an answer needs to be whole, by those of the days before."""
    fewest = Decimal(_FEWEST.get(dataset, 0))
    if dataset not in _STEADY or not known.counts:
        return fewest
    return max(fewest, _USUAL_SHARE * Decimal(median(known.counts)))

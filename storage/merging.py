"""What a newly told figure does to one that is held: fills it, restates it, or nothing."""

from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from bot.market.actions import CorporateAction
from bot.market.bars import Bar

_FIGURES = {
    Bar: ("open", "high", "low", "close", "reference", "volume", "turnover", "trades"),
    CorporateAction: (
        "previous_close", "reference", "cash", "value", "limit_up", "limit_down", "opening_base",
    ),
}  # fmt: skip
Told = TypeVar("Told", Bar, CorporateAction)


class Change(StrEnum):
    """What is to be written."""

    NEW = "new"
    FILLED = "filled"  # in place: nothing that was known is different
    REVISED = "revised"  # as a further revision: a known figure is different
    SAME = "same"


def merged(held: Told | None, told: Told) -> tuple[Told, Change]:
    """Return what is to be written and how; figures that are not told anew are kept."""
    if held is None:
        return _numbered(told, 1), Change.NEW
    values = {
        name: getattr(held, name) if getattr(told, name) is None else getattr(told, name)
        for name in _FIGURES[type(told)]
    }
    basis = getattr(held, "basis", None)  # of a bar's reference, and kept with it
    if basis is not None and told.reference is None:
        values["basis"] = basis
    whole = replace(told, **values)
    number = held.provenance.revision
    if any(_restated(getattr(held, name), values[name]) for name in _FIGURES[type(told)]):
        return _numbered(whole, number + 1), Change.REVISED
    whole = _numbered(whole, number)
    return whole, Change.SAME if _as_known(held) == _as_known(whole) else Change.FILLED


def _restated(held: object, told: object) -> bool:
    """Tell whether a figure that was known is told otherwise."""
    return held is not None and held != told


def _numbered(told: Told, revision: int) -> Told:
    """Return the same in a revision."""
    return replace(told, provenance=replace(told.provenance, revision=revision))


def _as_known(told: Told) -> tuple[Told, bool]:
    """Return what is known, whenever it was fetched, and whether it is only bundled."""
    source = told.provenance
    return replace(told, provenance=replace(source, fetched_at=None)), source.fetched_at is None

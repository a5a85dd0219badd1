"""References of sessions whose own row states none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.market.actions import ActionKind, CorporateAction
from bot.market.bars import Bar, Provenance, ReferenceBasis
from bot.market.references import referenced

DAY = date(2025, 6, 18)
SOURCE = Provenance("Taiwan Stock Exchange", DAY)
BAR = Bar(
    code="0050",
    session=DAY,
    open=Decimal("47.2"),
    high=Decimal("47.9"),
    low=Decimal(47),
    close=Decimal("47.57"),
    reference=None,
    basis=ReferenceBasis.UNKNOWN,
    volume=1000,
    turnover=None,
    trades=None,
    provenance=SOURCE,
)
SPLIT = CorporateAction(
    code="0050",
    session=DAY,
    kind=ActionKind.SPLIT,
    previous_close=Decimal("188.65"),
    reference=Decimal("47.16"),
    cash=None,
    value=None,
    limit_up=Decimal("51.85"),
    limit_down=Decimal("42.45"),
    opening_base=None,
    provenance=SOURCE,
)


def test_an_action_states_the_reference() -> None:
    """The exchange's table fills what the row left open."""
    filled = referenced(BAR, [SPLIT])
    assert (filled.reference, filled.basis) == (Decimal("47.16"), ReferenceBasis.PUBLISHED)


def test_the_close_before_never_stands_in() -> None:
    """Without the session's own action the reference stays unknown."""
    others = [replace(SPLIT, session=date(2025, 6, 19)), replace(SPLIT, code="0052")]
    assert referenced(BAR, others) == BAR


def test_a_reference_that_the_row_published_stands() -> None:
    """What the exchange printed that day is not replaced."""
    stated = replace(BAR, reference=Decimal(47), basis=ReferenceBasis.PUBLISHED)
    assert referenced(stated, [SPLIT]) == stated


def test_tables_that_disagree_leave_it_unknown() -> None:
    """Of two stated references none is chosen."""
    other = replace(SPLIT, kind=ActionKind.EX_DIVIDEND, reference=Decimal(48))
    assert referenced(BAR, [SPLIT, other]).reference is None


def test_an_announced_action_undoes_an_assumed_close() -> None:
    """Where only the close before was assumed, an action without a reference makes it unknown."""
    assumed = replace(BAR, reference=Decimal(188), basis=ReferenceBasis.PREVIOUS_CLOSE)
    announced = replace(SPLIT, reference=None)
    assert referenced(assumed, [announced]).basis is ReferenceBasis.UNKNOWN


def test_an_announced_action_beside_a_published_result_hides_nothing() -> None:
    """What was announced ahead under another kind stays in the store; the day's result stands."""
    announced = replace(SPLIT, kind=ActionKind.EX_BOTH, reference=None)
    filled = referenced(BAR, [announced, SPLIT])
    assert (filled.reference, filled.basis) == (Decimal("47.16"), ReferenceBasis.PUBLISHED)


def test_a_factor_needs_both_prices() -> None:
    """What a price before the action compares with is known only where both are stated."""
    assert SPLIT.factor == Decimal("47.16") / Decimal("188.65")
    assert replace(SPLIT, reference=None).factor is None

"""TPEx's tables of corporate actions, by the figures of real ones."""

from datetime import date
from decimal import Decimal

import pytest

from bot.market.actions import ActionKind, CorporateAction
from bot.market.bars import Provenance
from bot.sources.feed import Feed, Refused
from bot.sources.feeds.tpex_dividends import DIVIDENDS
from bot.sources.feeds.tpex_par_changes import PAR_CHANGES
from bot.sources.feeds.tpex_reductions import REDUCTIONS
from bot.sources.feeds.tpex_reverse_splits import REVERSE_SPLITS
from bot.sources.feeds.tpex_splits import SPLITS
from tests.sources.payloads_tpex import (
    AT,
    EX_FIELDS,
    REDUCTION_FIELDS,
    RESUMED_FIELDS,
    detail,
    read,
    table,
)

EX_2065 = (
    "113/03/22|2065|世豐              |65.70|62.84|0.000000|2.862035|2.862035|除息|69.10|56.60"
    "|62.80|62.84|2.86203464|0.00000000|0|0.00|0|0|0|0.00000000"
)
CUT_3064 = "1130205|3064|泰偉|10.65|35.50|39.05|31.95|35.50|0.00|彌補虧損"
PAR_3093 = "1111212|3093|港建*           |109.50|27.38|30.10|24.65|27.40"
SPLIT = "1110905|00858|永豐美國500大|90.60|36.24|9999.95|0.01|36.25"
HTML = detail("3093", "111/12/01", "111/12/12")
BY_YEAR = (REDUCTIONS, PAR_CHANGES, SPLITS, REVERSE_SPLITS)


def _row(text: str, **cells: str) -> list[str]:
    """Return a row with some cells changed, by place: `_3="12"`."""
    return [cells.get(f"_{place}", cell) for place, cell in enumerate(text.split("|"))]


def _resumed(row: list[str]) -> dict[str, object]:
    """Return one of the three tables of the same shape with one row."""
    return table(RESUMED_FIELDS, [*row, HTML])


def _only(feed: Feed, answer: object, day: date) -> CorporateAction:
    """Return the only action of an answer."""
    (action,) = read(feed, answer, day).actions
    return action


def _figures(action: CorporateAction) -> tuple[str, ...]:
    """Return close before, reference, limits and opening base as text."""
    figures = (action.previous_close, action.reference, action.limit_up, action.limit_down)
    return tuple(map(str, (*figures, action.opening_base)))


@pytest.mark.parametrize(
    ("feed", "path", "first", "last"),
    [
        (DIVIDENDS, "exDailyQ", "2025/06/01", "2025/06/30"),
        (REDUCTIONS, "revivt", "2025/01/01", "2025/12/31"),
        (PAR_CHANGES, "pvChgRslt", "2025/01/01", "2025/12/31"),
        (SPLITS, "etfSplitRslt", "2025/01/01", "2025/12/31"),
        (REVERSE_SPLITS, "etfRvsRslt", "2025/01/01", "2025/12/31"),
    ],
)
def test_what_is_asked(feed: Feed, path: str, first: str, last: str) -> None:
    """Dividends by month, the rare actions by year; days have slashes."""
    question = feed.question(feed.days(date(2025, 6, 18)))
    assert (question.host, question.path) == ("tpex", f"/www/zh-tw/bulletin/{path}")
    assert question.params == {"startDate": first, "endDate": last, "response": "json"}


def test_a_dividend() -> None:
    """The cash is stated apart, with more decimals than its worth."""
    day = date(2024, 3, 22)
    action = _only(DIVIDENDS, table(EX_FIELDS, _row(EX_2065), date="20240301~20240331"), day)
    assert (action.code, action.session, action.kind) == ("2065", day, ActionKind.EX_DIVIDEND)
    assert _figures(action) == ("65.70", "62.84", "69.10", "56.60", "62.80")
    assert (action.value, action.cash) == (Decimal("2.862035"), Decimal("2.86203464"))
    assert action.provenance == Provenance("Taipei Exchange", day, AT)


@pytest.mark.parametrize(
    ("printed", "cash", "kind", "expected"),
    [
        ("除權", "0.00000000", ActionKind.EX_RIGHTS, None),
        ("除權息 ", "1.50000000", ActionKind.EX_BOTH, Decimal("1.5")),
        ("除權", "0", ActionKind.EX_RIGHTS, None),
    ],
)
def test_rights(printed: str, cash: str, kind: ActionKind, expected: Decimal | None) -> None:
    """A dividend of zero is none."""
    row = _row(EX_2065, _8=printed, _13=cash)
    action = _only(DIVIDENDS, table(EX_FIELDS, row), date(2024, 3, 22))
    assert (action.kind, action.cash, action.value) == (kind, expected, Decimal("2.862035"))


def test_rights_may_be_worth_less_than_nothing() -> None:
    """New shares dearer than the old ones raise the reference: 8444 on 2024-12-12."""
    row = _row(EX_2065, _0="113/12/12", _1="8444", _7="-0.204602", _8="除權")
    action = _only(DIVIDENDS, table(EX_FIELDS, row), date(2024, 12, 12))
    assert action.value == Decimal("-0.204602")


def test_an_unknown_kind_of_ex_day_is_set_aside() -> None:
    """It is not guessed."""
    rows = [_row(EX_2065, _8="息"), _row(EX_2065, _1="5478")]
    batch = read(DIVIDENDS, table(EX_FIELDS, *rows), date(2024, 3, 22))
    assert [each.code for each in batch.actions] == ["5478"]
    assert [(each.code, each.rule) for each in batch.rejected] == [("2065", "bad_kind")]


def test_a_reduction() -> None:
    """3064 came back on 2024-02-05 at 35.50 for 10.65; zero is no reference."""
    answer = table(REDUCTION_FIELDS, [*_row(CUT_3064), HTML], date="20240101~20241231")
    action = _only(REDUCTIONS, answer, date(2024, 2, 5))
    assert (action.code, action.session) == ("3064", date(2024, 2, 5))
    assert action.kind is ActionKind.REDUCTION
    assert _figures(action) == ("10.65", "35.50", "39.05", "31.95", "35.50")


def test_a_reduction_with_new_shares_for_cash() -> None:
    """The reference after the rights counts."""
    row = _row(CUT_3064, _8="33.10")
    action = _only(REDUCTIONS, table(REDUCTION_FIELDS, [*row, HTML]), date(2024, 2, 5))
    assert action.reference == Decimal("33.10")


def test_a_reduction_to_come() -> None:
    """Until the day its prices are dashes."""
    row = [*_row(CUT_3064)[:3], *["-"] * 6, "彌補虧損", HTML]
    action = _only(REDUCTIONS, table(REDUCTION_FIELDS, row), date(2024, 2, 5))
    assert (action.previous_close, action.reference, action.factor) == (None, None, None)


def test_a_change_of_par_value() -> None:
    """3093 was split in four on 2022-12-12; limits come from 27.38, not from the base."""
    action = _only(PAR_CHANGES, _resumed(_row(PAR_3093)), date(2022, 12, 12))
    assert (action.code, action.kind) == ("3093", ActionKind.PAR_CHANGE)
    assert _figures(action) == ("109.50", "27.38", "30.10", "24.65", "27.40")


def test_a_split_without_limits() -> None:
    """Bounds that no price reaches are none."""
    action = _only(SPLITS, _resumed(_row(SPLIT)), date(2022, 9, 5))
    assert (action.kind, action.limit_up, action.limit_down) == (ActionKind.SPLIT, None, None)


def test_a_reverse_split() -> None:
    """The price goes up."""
    row = _row(SPLIT, _3="4.53", _4="36.24")
    action = _only(REVERSE_SPLITS, _resumed(row), date(2022, 9, 5))
    assert (action.kind, action.factor) == (ActionKind.REVERSE_SPLIT, Decimal(8))


@pytest.mark.parametrize(
    ("feed", "reference"), [(SPLITS, "90.60"), (SPLITS, "100"), (REVERSE_SPLITS, "36.24")]
)
def test_prices_that_went_the_other_way_are_set_aside(feed: Feed, reference: str) -> None:
    """The table's kind and its prices disagree."""
    batch = read(feed, _resumed(_row(SPLIT, _4=reference)), date(2022, 9, 5))
    assert [each.rule for each in batch.rejected] == ["kind_and_ratio_disagree"]


def test_of_two_rows_of_one_code_and_day_neither_is_believed() -> None:
    """The same code on another day is another action."""
    rows = [_row(EX_2065), _row(EX_2065, _4="62.00"), _row(EX_2065, _0="113/03/25")]
    batch = read(DIVIDENDS, table(EX_FIELDS, *rows), date(2024, 3, 22))
    assert [each.session.day for each in batch.actions] == [25]
    assert [each.rule for each in batch.rejected] == ["duplicate_row"] * 2


@pytest.mark.parametrize("feed", BY_YEAR)
def test_a_row_of_another_year_refuses_the_answer(feed: Feed) -> None:
    """The answer is to another question."""
    answer = _resumed(_row(SPLIT))
    if feed is REDUCTIONS:
        answer = table(REDUCTION_FIELDS, [*_row(CUT_3064), HTML])
    with pytest.raises(Refused, match="wrong_day"):
        read(feed, answer, date(2025, 1, 1))


def test_an_unreadable_date_sets_its_row_aside() -> None:
    """There is no 30th of February."""
    batch = read(DIVIDENDS, table(EX_FIELDS, _row(EX_2065, _0="113/02/30")), date(2024, 3, 22))
    assert [each.rule for each in batch.rejected] == ["bad_date"]

"""The public JSON object: how decimals, dates and faults are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers import as_json, percent_text
from bot.core.replies import Fact, Reply
from bot.core.wording import bare, percent, price, signed
from tests.fakes import Table
from tests.telling import told


def _stated(key: str, value: Fact) -> object:
    """Return one fact of a summary as the object writes it."""
    summary = as_json(Reply("x", summary={key: value}))["summary"]
    assert isinstance(summary, dict)
    return summary[key]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0.00"),
        ("-0.004", "0.00"),
        ("0.004", "0.00"),
        ("0.005", "+0.01"),
        ("-0.005", "-0.01"),
        ("-5.725", "-5.73"),
        ("2.3", "+2.30"),
        ("100", "+100.00"),
    ],
)
def test_percentages_are_signed_with_two_decimals_half_up(value: str, text: str) -> None:
    """Half goes away from zero, and zero has neither sign nor less than two decimals."""
    assert percent_text(Decimal(value)) == text
    assert _stated("any_percent", Decimal(value)) == text
    assert percent(Decimal(value)) == f"{text}%"


def test_unknown_is_null() -> None:
    """Nothing is ever written as zero because it is not known."""
    assert percent_text(None) is None
    assert _stated("taiex", None) is None
    assert (percent(None), price(None)) == ("—", "—")


@pytest.mark.parametrize(
    ("value", "text"),
    [("1070.00", "1070"), ("38.65", "38.65"), ("0.50", "0.5"), ("1E+3", "1000"), ("-0.0", "0")],
)
def test_decimals_are_plain(value: str, text: str) -> None:
    """No grouping, no exponent, no trailing zero."""
    assert bare(Decimal(value)) == text
    assert _stated("close", Decimal(value)) == text


@pytest.mark.parametrize(("value", "text"), [("1.50", "+1.5"), ("-65", "-65"), ("0.00", "0")])
def test_changes_are_signed(value: str, text: str) -> None:
    """A change has its sign, and zero has none."""
    assert _stated("change", Decimal(value)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-9e9, max_value=9e9))
def test_what_is_written_is_the_same_number(value: Decimal) -> None:
    """Reading the text back gives the figure again."""
    assert Decimal(bare(value)) == value
    assert Decimal(signed(value)) == value
    assert "E" not in bare(value)
    assert not bare(value).startswith("-0") or value != 0


def test_facts_nest() -> None:
    """Lists and objects inside a summary are written by the same rules."""
    value: Fact = [{"percent": Decimal("1.005"), "close": Decimal("10.0"), "name": "x"}]
    assert _stated("members", value) == [{"percent": "+1.01", "close": "10", "name": "x"}]


async def test_an_answer_is_ok_and_has_no_error() -> None:
    """An answered question names its command and no fault."""
    answer = told(await Table().ask("/index 2025-02-03"))
    assert (answer["ok"], answer["command"], answer["error"]) == (True, "index", None)
    assert answer["text"].startswith(answer["title"])


async def test_a_refusal_is_an_error_of_the_askers() -> None:
    """A refusal states kind, message and hint, and offers lines."""
    answer = told(await Table().ask("/move 2330 2025-02-01"))
    assert answer["ok"] is False
    assert answer["error"] == {
        "kind": "asker",
        "message": "The market was closed on 2025-02-01 (Sat): Weekend.",
        "hint": "Sessions nearby:",
    }
    assert [button["line"] for button in answer["buttons"]] == [
        "/move 2330 2025-01-22",
        "/move 2330 2025-02-03",
    ]

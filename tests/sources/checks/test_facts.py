"""The rules of corporate actions and of share counts."""

import pytest

from bot.market.actions import CorporateAction
from bot.market.bars import Provenance
from bot.market.shares import ShareCount
from bot.sources.checks.facts import broken_rule_of_action, broken_rule_of_shares
from tests.sources.checks.making import SESSION, action


@pytest.mark.parametrize(
    ("fact", "rule"),
    [
        (action(), None),
        (action(reference=None), None),
        (action(previous_close=None, cash="5"), None),
        (action(limit_up="104.5", limit_down="85.5"), None),
        (action(reference="0"), "price_not_positive"),
        (action(previous_close="-1"), "price_not_positive"),
        (action(cash="-5"), "amount_negative"),
        (action(limit_up="94.9"), "reference_outside_limits"),
        (action(limit_down="95.1"), "reference_outside_limits"),
        (action(reference=None, limit_down="95.1"), None),
    ],
)
def test_judges_an_action(fact: CorporateAction, rule: str | None) -> None:
    """Its prices are prices, and the limits are around the reference they are taken from."""
    assert broken_rule_of_action(fact) == rule


@pytest.mark.parametrize(
    ("shares", "rule"),
    [
        (1, None),
        (25_932_524_521, None),
        (0, "no_shares"),
        (-1, "no_shares"),
        (10**15, "absurd_size"),
    ],
)
def test_judges_a_count(shares: int, rule: str | None) -> None:
    """There is at least one share, and not more than all money could buy."""
    count = ShareCount("2330", shares, Provenance("Taiwan Stock Exchange", SESSION))
    assert broken_rule_of_shares(count) == rule

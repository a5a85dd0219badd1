"""What becomes of a row after an answer."""

import math
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.sending import Answer, Delivery, Part, State
from bot.delivery.policy import (
    LONGEST,
    LONGEST_PENALTY,
    MOST_TRIES,
    SHORTEST,
    Policy,
    expired,
    has_expired,
    penalty,
)
from tests.fakes import TODAY

POLICY = Policy(random.Random(1))  # noqa: S311 - a test wants the same chance every time
DELIVERY = Delivery(1, Part("k", "b", 5, "sendMessage", {"text": "x"}), attempts=1, fence=1)
NO_BYTE = Answer("not_sent", description="refused")
UNCLEAR = Answer("perhaps_sent", description="timed out")


def _throttled(seconds: float | None) -> Answer:
    """Return a 429."""
    return Answer("refused", code=429, description="Too Many", retry_after=seconds)


def test_a_sent_row_keeps_its_message_id() -> None:
    """The id is what later edits name; one that no column holds is left out."""
    assert POLICY.outcome_of(DELIVERY, Answer("ok", message_id=7), TODAY).message_id == 7
    huge = POLICY.outcome_of(DELIVERY, Answer("ok", message_id=2**70), TODAY)
    assert (huge.state, huge.message_id) == (State.SENT, None)


@given(st.integers(min_value=1, max_value=10**6))
def test_the_wait_grows_within_its_bounds(attempts: int) -> None:
    """Full jitter: anywhere from a second to the ceiling of this try, never past 15 min."""
    seconds = POLICY.backoff(attempts).total_seconds()
    assert SHORTEST <= seconds <= min(LONGEST, max(SHORTEST, 2.0 ** min(attempts, 20)))


def test_the_waits_are_spread() -> None:
    """Rows that failed together do not come back together."""
    assert len({POLICY.backoff(9) for _ in range(50)}) == 50


@given(st.none() | st.floats() | st.sampled_from([0.0, -1.0, 7.0, 86400.0, 1e12, math.inf]))
def test_any_penalty_is_between_a_second_and_a_day(said: float | None) -> None:
    """Zero, negative, missing, NaN and absurd waits never make a hot loop or an eternal one."""
    seconds = penalty(said)
    assert SHORTEST <= seconds <= LONGEST_PENALTY
    outcome = POLICY.outcome_of(DELIVERY, _throttled(said), TODAY)
    assert outcome.state is State.RETRY
    assert outcome.not_before == TODAY + timedelta(seconds=seconds)


def test_a_long_penalty_parks_the_row_with_a_reason() -> None:
    """An operator can find it."""
    assert POLICY.outcome_of(DELIVERY, _throttled(3601), TODAY).reason.startswith("parked")
    assert "parked" not in POLICY.outcome_of(DELIVERY, _throttled(3600), TODAY).reason


def test_an_ambiguous_row_is_sent_once_more_and_no_more() -> None:
    """At most two copies."""
    first = POLICY.outcome_of(DELIVERY, UNCLEAR, TODAY)
    assert first.state is State.AMBIGUOUS
    assert first.not_before is not None
    second = POLICY.outcome_of(replace(DELIVERY, resent=True), UNCLEAR, TODAY)
    assert second.state is State.DEAD
    assert second.reason.startswith("ambiguous twice")


def test_a_gateways_error_page_is_tried_on() -> None:
    """An unreadable 5xx hardly means an arrival, so an outage does not end the row."""
    page = Answer("garbled", code=502)
    resent = replace(DELIVERY, resent=True)
    assert POLICY.outcome_of(DELIVERY, page, TODAY).state is State.AMBIGUOUS
    assert POLICY.outcome_of(resent, page, TODAY).state is State.RETRY
    assert POLICY.outcome_of(resent, Answer("garbled", code=200), TODAY).state is State.DEAD


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer("refused", code=403, description="blocked"), State.DEAD),
        (Answer("refused", code=400, description="odd"), State.DEAD),
        (Answer("refused", code=400, description="can't parse entities"), State.DEAD),
        (Answer("refused", code=401, description="Unauthorized"), State.RETRY),
        (NO_BYTE, State.RETRY),
    ],
)
def test_refusals_end_or_wait_with_a_reason(answer: Answer, state: State) -> None:
    """What the platform said is kept with the row."""
    outcome = POLICY.outcome_of(DELIVERY, answer, TODAY)
    assert outcome.state is state
    assert answer.description in outcome.reason


def test_a_row_without_an_end_is_given_up_at_last() -> None:
    """A row that nothing else ends does not try for ever."""
    tired = replace(DELIVERY, attempts=MOST_TRIES)
    assert POLICY.outcome_of(tired, NO_BYTE, TODAY).state is State.DEAD


@given(
    answer=st.sampled_from([NO_BYTE, UNCLEAR, _throttled(5), Answer("garbled", code=502)]),
    left=st.integers(min_value=-10, max_value=10_000),
    attempts=st.integers(min_value=1, max_value=MOST_TRIES),
    resent=st.booleans(),
)
def test_nothing_is_tried_again_past_its_end(
    answer: Answer, left: int, attempts: int, *, resent: bool
) -> None:
    """A row that would only be tried after its end expires now."""
    end = TODAY + timedelta(seconds=left)
    part = replace(DELIVERY.part, expires_at=end)
    delivery = replace(DELIVERY, part=part, attempts=attempts, resent=resent)
    outcome = POLICY.outcome_of(delivery, answer, TODAY)
    if outcome.not_before is not None:
        assert outcome.not_before < end
    else:
        assert outcome.state in (State.DEAD, State.EXPIRED)


def test_the_end_itself_is_too_late() -> None:
    """A message expires at its instant, not after it."""
    delivery = replace(DELIVERY, part=replace(DELIVERY.part, expires_at=TODAY))
    assert has_expired(delivery, TODAY)
    assert not has_expired(delivery, TODAY - timedelta(seconds=1))
    assert not has_expired(DELIVERY, TODAY)
    assert expired(delivery).state is State.EXPIRED


def test_a_chat_that_moved_gets_its_message_at_the_new_id() -> None:
    """The refusal names the new id, so nothing arrived: the row goes on there."""
    moved = Answer("refused", code=400, description="upgraded", migrate_to=-1005)
    outcome = POLICY.outcome_of(DELIVERY, moved, TODAY)
    assert (outcome.state, outcome.moved_to) == (State.RETRY, -1005)


def test_a_push_whose_topic_is_gone_goes_to_the_chat_itself() -> None:
    """Once: without a topic the same words end the row."""
    gone = Answer("refused", code=400, description="Bad Request: message thread not found")
    one = DELIVERY
    topical = replace(one, part=replace(one.part, topic=9))
    assert POLICY.outcome_of(topical, gone, TODAY).to_general
    assert POLICY.outcome_of(one, gone, TODAY).state is State.DEAD

"""A host that fails is left alone, and one request at a time finds out whether it is back."""

import asyncio
from datetime import timedelta

import pytest

from bot.sources.breaker import BLOCKED_PAUSE, FAILURES, FIRST_PAUSE, LONGEST_PAUSE, Breaker
from bot.sources.errors import Blocked, Declined, Paused, ServerTrouble, SourceError, Unreachable
from tests.fakes import FakeClock


def fail(breaker: Breaker, trouble: SourceError | None = None, times: int = 1) -> None:
    """Let requests fail."""
    for _ in range(times):
        with pytest.raises(SourceError), breaker.attempt():
            raise trouble or Unreachable("timeout")


def is_paused(breaker: Breaker) -> bool:
    """Tell whether a request would be turned away."""
    try:
        breaker.check()
    except Paused:
        return True
    return False


def pauses_of(breaker: Breaker, clock: FakeClock, times: int) -> list[float]:
    """Return how long the host is left alone each time that it fails again."""
    pauses = []
    for _ in range(times):
        assert breaker.paused_until
        pauses.append((breaker.paused_until - clock.now()).total_seconds())
        clock.pass_time(pauses[-1])
        fail(breaker)
    return pauses


def test_five_failures_in_a_row_are_enough() -> None:
    """Four are not, and an answer in between begins the count anew."""
    breaker = Breaker("twse", FakeClock())

    fail(breaker, times=FAILURES - 1)
    with breaker.attempt():
        pass
    fail(breaker, times=FAILURES - 1)
    assert not is_paused(breaker)

    fail(breaker)
    assert is_paused(breaker)


def test_pauses_double_up_to_a_quarter_of_an_hour() -> None:
    """Each request that tries the host in vain lengthens the pause."""
    clock = FakeClock()
    breaker = Breaker("twse", clock)
    fail(breaker, times=FAILURES)

    assert pauses_of(breaker, clock, 6) == [FIRST_PAUSE, 120, 240, 480, LONGEST_PAUSE, 900]


def test_after_a_pause_one_request_tries_and_the_others_wait() -> None:
    """A success then opens the door for all, and the next pause is a short one again."""
    clock = FakeClock()
    breaker = Breaker("twse", clock)
    fail(breaker, times=FAILURES)
    clock.pass_time(FIRST_PAUSE)

    with breaker.attempt():
        assert is_paused(breaker)
    assert not is_paused(breaker)

    fail(breaker, times=FAILURES)
    assert breaker.paused_until == clock.now() + timedelta(seconds=FIRST_PAUSE)


def test_a_request_that_was_cancelled_does_not_keep_the_door_shut() -> None:
    """Another one may try instead."""
    clock = FakeClock()
    breaker = Breaker("twse", clock)
    fail(breaker, times=FAILURES)
    clock.pass_time(FIRST_PAUSE)

    with pytest.raises(asyncio.CancelledError), breaker.attempt():
        raise asyncio.CancelledError

    assert not is_paused(breaker)


def test_being_blocked_pauses_at_once_and_long() -> None:
    """Whoever is shut out does not knock."""
    clock = FakeClock()
    breaker = Breaker("twse", clock)

    fail(breaker, Blocked("status_403"))

    assert breaker.paused_until == clock.now() + timedelta(seconds=BLOCKED_PAUSE)


def test_failures_of_the_same_moment_count_once() -> None:
    """Several requests on their way when the host shuts the door make one pause."""
    clock = FakeClock()
    breaker = Breaker("twse", clock)
    trouble = Blocked("status_403")
    flights = [breaker.attempt() for _ in range(3)]
    for flight in flights:
        flight.__enter__()
    for flight in flights:
        flight.__exit__(type(trouble), trouble, None)

    assert pauses_of(breaker, clock, 2) == [BLOCKED_PAUSE, 2 * FIRST_PAUSE]


def test_a_named_wait_is_kept() -> None:
    """Retry-After pauses at once, for as long as it says."""
    clock = FakeClock()
    breaker = Breaker("twse", clock)

    fail(breaker, ServerTrouble("status_429", wait=7))

    assert breaker.paused_until == clock.now() + timedelta(seconds=7)


def test_a_question_declined_is_no_failure() -> None:
    """The host is well; it only does not know what was asked for."""
    breaker = Breaker("yahoo", FakeClock())

    fail(breaker, Declined("status_404"), times=FAILURES)

    assert not is_paused(breaker)
    assert breaker.last_success
    assert breaker.failure == ""


def test_what_was_sent_before_a_pause_neither_ends_nor_lengthens_it() -> None:
    """Only the request that tries the host afterwards counts."""
    clock = FakeClock()
    breaker = Breaker("twse", clock)
    early, late = breaker.attempt(), breaker.attempt()
    early.__enter__()
    late.__enter__()
    fail(breaker, times=FAILURES)
    until = breaker.paused_until

    early.__exit__(None, None, None)
    trouble = Unreachable("timeout")
    late.__exit__(type(trouble), trouble, None)

    assert breaker.paused_until == until


def test_its_state_can_be_told() -> None:
    """When it last worked, when it last failed, and why, in words for people."""
    clock = FakeClock()
    breaker = Breaker("twse", clock)
    with breaker.attempt():
        pass
    worked = clock.now()
    clock.pass_time(3)

    fail(breaker)

    assert (breaker.last_success, breaker.last_failure) == (worked, clock.now())
    assert breaker.failure == Unreachable.message
    assert breaker.paused_until is None

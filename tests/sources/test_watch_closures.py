"""Sessions that did not take place: decided by the evening, and never from trouble."""

from functools import partial

import pytest

from bot.core.intake import Dataset, Status
from tests.sources.watched import MONDAY, status_of, taipei, watched


async def test_a_session_without_data_by_evening_was_none() -> None:
    """Before 20:00 it is "not yet"; after it the calendar knows an unscheduled closure."""
    one = watched(taipei(19, 50))
    one.publish_before(MONDAY)
    await one.watch.round()
    assert one.calendar.is_session(MONDAY)
    one.clock.at = taipei(20, 1)
    one.clock.pass_time(61)
    await one.watch.round()
    assert not one.calendar.is_session(MONDAY)
    assert one.intake.closed == {MONDAY: ""}


@pytest.mark.parametrize("status", [Status.FAILED, Status.REFUSED, Status.PARTIAL])
async def test_trouble_is_no_closure(status: Status) -> None:
    """One exchange empty and the other out of reach decides nothing."""
    one = watched(taipei(20, 1))
    one.publish_before(MONDAY)
    one.fetches.script[Dataset.TPEX_PRICES] = partial(status_of, status, Dataset.TPEX_PRICES)
    await one.watch.round()
    assert one.calendar.is_session(MONDAY)


async def test_exchanges_that_know_no_session_at_all_close_none() -> None:
    """Five empty sessions in a row are our trouble, not a week of typhoons."""
    one = watched(taipei(20, 1))
    await one.watch.round()
    assert not one.intake.closed


async def test_an_empty_answer_of_the_afternoon_is_not_the_evenings() -> None:
    """What was empty at two o'clock does not close the day when nobody looked in the evening."""
    one = watched(taipei(14))
    one.publish_before(MONDAY)
    await one.watch.round()
    one.clock.at = taipei(20, 1)
    await one.watch.round()
    assert one.asked(Dataset.TWSE_PRICES) == 1
    assert one.calendar.is_session(MONDAY)

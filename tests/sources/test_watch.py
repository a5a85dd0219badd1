"""The freshness of the store: the day's prices when they are there, tables, second looks."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from bot.core.intake import Batch, Dataset, Days, Status
from bot.market.instruments import Instrument, Kind, Market
from bot.sources.duties import SESSIONS_BACK
from tests.sources.memory import whole_day
from tests.sources.watched import MONDAY, PRICES, status_of, taipei, watched


async def test_nothing_of_today_is_asked_before_it_can_be_published() -> None:
    """At 13:44 the exchanges have no closing prices yet."""
    one = watched(taipei(13, 44))
    await one.watch.round()
    assert not any(one.asked(dataset) for dataset in PRICES)


async def test_today_is_asked_for_until_it_is_there() -> None:
    """From 13:45 on, once a minute, and never again once it is held."""
    one = watched(taipei(13, 45))
    await one.watch.round()
    await one.watch.round()
    assert one.asked(Dataset.TWSE_PRICES) == 1
    one.clock.pass_time(61)
    await one.watch.round()
    assert one.asked(Dataset.TWSE_PRICES) == 2
    one.publish(*PRICES)
    one.clock.pass_time(61)
    await one.watch.round()
    one.clock.pass_time(61)
    await one.watch.round()
    assert [one.asked(dataset) for dataset in PRICES] == [3, 3]
    assert (MONDAY, "2330") in one.store.rows


async def test_the_last_sessions_are_caught_up() -> None:
    """After an outage the newest sessions are fetched, weekends left out."""
    one = watched(taipei(15))
    one.publish(*PRICES)
    await one.watch.round()
    days = {day for dataset, day in one.fetches.asked if dataset is Dataset.TWSE_PRICES}
    assert days == {MONDAY, *(date(2026, 11, day) for day in (20, 19, 18, 17))}
    assert len(days) == SESSIONS_BACK


async def test_indices_follow_the_close_and_shares_the_evening() -> None:
    """Each table is asked for when it can be there."""
    one = watched(taipei(14, 30))
    one.publish(*PRICES)
    await one.watch.round()
    assert not one.asked(Dataset.TWSE_INDEX, MONDAY.replace(day=1))
    one.clock.at = taipei(14, 46)
    await one.watch.round()
    assert one.asked(Dataset.TWSE_INDEX, MONDAY.replace(day=1)) == 1
    assert not one.asked(Dataset.TWSE_SHARES)
    one.clock.at = taipei(18, 1)
    await one.watch.round()
    assert one.asked(Dataset.TWSE_SHARES) == 1


async def test_the_mornings_actions_are_fetched_once_a_day() -> None:
    """An empty table is an answer; tomorrow it is asked for again."""
    one = watched(taipei(7, 31))
    await one.watch.round()
    one.clock.pass_time(3600)
    await one.watch.round()
    assert one.asked(Dataset.TWSE_DIVIDENDS, MONDAY.replace(day=1)) == 1
    one.clock.at = taipei(7, 31, date(2026, 11, 24))
    await one.watch.round()
    assert one.asked(Dataset.TWSE_DIVIDENDS, MONDAY.replace(day=1)) == 2


async def test_the_session_before_is_looked_at_again_in_the_morning() -> None:
    """A restated figure is found once, without asking all day."""
    one = watched(taipei(15))
    one.publish(*PRICES)
    await one.watch.round()
    one.clock.at = taipei(8, 11, date(2026, 11, 24))
    await one.watch.round()
    one.clock.pass_time(600)
    await one.watch.round()
    assert [one.asked(dataset) for dataset in PRICES] == [2, 2]


async def test_masters_are_fetched_once_a_week() -> None:
    """New listings are learned without asking every day."""
    one = watched(taipei(9))
    new = Instrument("7777", "新掛牌", Market.TWSE, Kind.STOCK)
    one.fetches.script[Dataset.TWSE_COMPANIES] = lambda days: replace(
        whole_day(Dataset.TWSE_COMPANIES, days), instruments=[new]
    )
    await one.watch.round()
    one.clock.pass_time(86400)
    await one.watch.round()
    asked = [day for dataset, day in one.fetches.asked if dataset is Dataset.TWSE_COMPANIES]
    assert asked == [MONDAY]
    assert one.directory.exact("新掛牌")


async def test_next_years_schedule_is_asked_for_in_december() -> None:
    """The exchange announces it late in the year."""
    one = watched(taipei(9, day=date(2026, 12, 1)))
    await one.watch.round()
    assert one.asked(Dataset.TWSE_HOLIDAYS, date(2027, 1, 1)) == 1
    assert one.asked(Dataset.TWSE_HOLIDAYS, date(2026, 1, 1)) == 1


async def test_a_bug_does_not_end_the_watch() -> None:
    """A round that dies is followed by the next."""
    one = watched(taipei(15))
    rounds = 0

    def broken(days: Days) -> Batch:
        """Count, and break."""
        nonlocal rounds
        rounds += 1
        if rounds > 1:
            raise KeyboardInterrupt
        raise ZeroDivisionError(days)

    one.fetches.script[Dataset.TWSE_PRICES] = broken
    with pytest.raises(KeyboardInterrupt):
        await one.watch.run()
    assert one.clock.monotonic() >= 20


async def test_a_silent_source_is_let_be_until_the_next_round() -> None:
    """One failure of an exchange is enough for a round; the other is still asked."""
    one = watched(taipei(15))
    for dataset in Dataset:
        if dataset.source == "twse":
            one.fetches.script[dataset] = partial(status_of, Status.FAILED, dataset)
    one.publish(Dataset.TPEX_PRICES)
    await one.watch.round()
    assert [dataset.source for dataset, _ in one.fetches.asked].count("twse") == 1
    assert one.asked(Dataset.TPEX_PRICES) == 1

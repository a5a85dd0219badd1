"""`banquet backfill FROM TO`: the days of a range, with progress and an exact report."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from bot.app import assemble
from bot.config import Config
from bot.core.clock import Clock, Moment
from bot.core.errors import OperatorError, UpstreamError
from bot.logs import configure
from bot.market.calendar import TradingCalendar
from bot.market.instruments import Market
from bot.progress import progress

if TYPE_CHECKING:
    from bot.sources.backfill import Report


async def backfill(
    config: Config, clock: Clock, first: date, last: date, market: Literal["twse", "tpex"] | None
) -> int:
    """Fetch what the range lacks and print the report; 0 = nothing is missing, 3 = something is."""
    configure(config.log.level, config.log.format, config.secrets)
    markets = [each for each in Market if market in (None, each.value.lower())]
    _check(config, markets)
    banquet = await assemble(config, clock)
    try:
        last = min(last, Moment(clock.now()).horizon)
        _check_range(first, last, banquet.almanac.calendar)
        work = banquet.sources.fetching.backfill
        wishes = work.wishes(first, last, markets)
        with progress("backfill", len(wishes)) as step:
            report = await work.run(wishes, lambda wish: step(f"{wish.dataset} {wish.day}"))
    finally:
        await banquet.close()
    for line in report_lines(report):
        print(line)
    if report.gave_up:
        raise UpstreamError("a source is out of reach")
    return 3 if report.missing else 0


def report_lines(report: "Report") -> Iterator[str]:
    """Say what came of it, and what is missing with its reason."""
    yield (
        f"days stored {report.stored}, held before {report.held}, closed {len(report.closed)},"
        f" missing {len(report.missing)}; tables stored {report.tables};"
        f" rows quarantined {report.quarantined}"
    )
    for day in report.closed:
        yield f"closed: {day} (no exchange has data; recorded as an unscheduled closure)"
    for lack in report.missing:
        reason = f", {lack.reason}" if lack.reason else ""
        yield f"missing: {lack.wish.dataset} {lack.wish.day} ({lack.status}{reason})"
    if report.gave_up:
        yield "stopped: a source is out of reach; run the same line again to go on from here"


def _check(config: Config, markets: Collection[Market]) -> None:
    """Refuse what the configuration forbids."""
    if config.sources.offline:
        raise OperatorError("[sources] offline is true, so nothing can be fetched")
    for market in markets:
        if market.value.lower() not in config.sources.enabled:
            raise OperatorError(f"[sources] enabled lacks {market.value.lower()!r}")


def _check_range(first: date, last: date, calendar: TradingCalendar) -> None:
    """Refuse a range that is backwards or beyond the calendar."""
    if first > last:
        raise OperatorError(f"FROM {first} is after TO {last}, the last day with known closes")
    if first < calendar.first:
        raise OperatorError(f"FROM {first}: the trading calendar begins on {calendar.first}")

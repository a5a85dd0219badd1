"""Keep what is held fresh: fetch what is due, decide closures, learn listings; until cancelled."""

import logging
from datetime import date, datetime

from bot.core.clock import TAIPEI, Clock
from bot.core.errors import UpstreamError
from bot.core.intake import Batch, Dataset, Days, Intake, Status
from bot.market.calendar import OutsideCalendar, TradingCalendar
from bot.market.directory import Directory
from bot.sources.desk import Desk, IsQuiet, is_held
from bot.sources.duties import EVENING, PRICES, Duty, duties, undecided

EVERY_SECONDS = 20.0
_log = logging.getLogger(__name__)


class Watch:
    """Look after the store's freshness beside the questions of people."""

    def __init__(
        self,
        desk: Desk,
        intake: Intake,
        calendar: TradingCalendar,
        directory: Directory,
        clock: Clock,
        is_quiet: IsQuiet,
    ) -> None:
        """Fetch through the desk; teach the calendar and the directory what the store learned."""
        self._desk = desk
        self._intake = intake
        self._calendar = calendar
        self._directory = directory
        self._clock = clock
        self._is_quiet = is_quiet

    async def run(self) -> None:
        """Look round again and again; a store out of reach, or a bug, waits for the next round."""
        while True:
            try:
                await self.round()
            except (UpstreamError, OutsideCalendar) as failure:
                _log.warning("figures were not looked after: %s", type(failure).__name__)
            except Exception:  # noqa: BLE001 - a bug here must not end the watch for good
                _log.exception("figures were not looked after because of a bug")
            await self._clock.sleep(EVERY_SECONDS)

    async def round(self) -> None:
        """Fetch what is due, once; then decide what was closed, and learn."""
        await self._fetch_due()
        sessions = undecided(self._clock.now(), self._calendar)
        if await self._answering(sessions):
            for session in sessions:
                await self._decide(session)
        await self.learn()

    async def _fetch_due(self) -> None:
        """Fetch what is due; a source that gives no answer is let be until the next round."""
        silent: set[str] = set()
        for duty in duties(self._clock.now(), self._calendar):
            source = duty.dataset.source
            if source in silent or duty.dataset not in self._desk.feeds or await self._done(duty):
                continue
            while not await self._is_quiet(duty.dataset):
                await self._clock.sleep(1.0)
            batch = await self._desk.ask(duty.dataset, duty.day)
            if batch is not None and batch.status is Status.FAILED:
                silent.add(source)

    async def learn(self) -> None:
        """Teach the calendar and the directory what the store holds."""
        self._calendar.learn(await self._intake.closures())
        self._directory.learn(await self._intake.instruments())

    async def _done(self, duty: Duty) -> bool:
        """Tell whether the table is held as new as the duty wants it."""
        days = self._desk.feeds[duty.dataset].days(duty.day)
        # What is asked "as it is now" is recorded under the day it was asked on.
        since = duty.since.astimezone(TAIPEI).date()
        first = min(days.first, since) if days.first == days.last else days.first
        records = await self._intake.fetched(duty.dataset, first, days.last)
        return any(is_held(days, each.status) and each.at >= duty.since for each in records)

    async def _answering(self, sessions: list[date]) -> bool:
        """Tell whether both exchanges had data for some of the last sessions.

        One that answers "no data" to everything is in trouble, or we are.
        """
        if not sessions:
            return False
        for dataset in PRICES:
            records = await self._intake.fetched(dataset, sessions[-1], sessions[0])
            if not any(each.status is Status.COMPLETE for each in records):
                return False
        return True

    async def _decide(self, session: date) -> None:
        """Record a closure where both exchanges had no data for a session by its evening.

        One of them alone is not believed: it may be the one that is in trouble.
        """
        evening = datetime.combine(session, EVENING, TAIPEI)
        for dataset in PRICES:
            records = await self._intake.fetched(dataset, session, session)
            if not any(each.status is Status.EMPTY and each.at >= evening for each in records):
                return
        _log.warning("no exchange has data for %s: taken as an unscheduled closure", session)
        for dataset in PRICES:
            await self._intake.keep(closed(dataset, session, self._clock.now()))


def closed(dataset: Dataset, session: date, at: datetime) -> Batch:
    """Return the record of a session that did not take place."""
    return Batch(dataset, Days(session, session), Status.CLOSED, at, reason="no_data_by_evening")

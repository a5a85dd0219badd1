"""Hold an answer against what is known: the rules of rows and batches, with their context."""

import asyncio

from bot.core.intake import Batch, Intake
from bot.core.market_ports import Actions
from bot.core.parameters import Almanac


class Checker:
    """Gather what the checks need to know, and run them beside the loop."""

    def __init__(self, intake: Intake, actions: Actions, almanac: Almanac) -> None:
        """Know instruments and sessions from the almanac, earlier answers from the intake."""
        self._intake = intake
        self._actions = actions
        self._almanac = almanac

    async def check(self, batch: Batch) -> Batch:
        """Return what is to be kept of an answer; Refused where it is not believed."""
        # Loaded with the first answer: see Catalogue.
        from bot.sources.checks.batch import check  # noqa: PLC0415 - as said
        from bot.sources.checks.known import Known  # noqa: PLC0415 - as said

        days = batch.days
        known = Known(
            find=self._almanac.directory.get,
            calendar=self._almanac.calendar,
            counts=await self._intake.row_counts(batch.dataset, days.first),
            actions=await self._actions.between(None, days.first, days.last),
        )
        return await asyncio.to_thread(check, batch, known)

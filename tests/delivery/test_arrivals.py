"""What arrived is written down at once, beside whatever turn is under way."""

import asyncio
from collections.abc import Sequence

from bot.core.errors import UpstreamError
from bot.core.sending import Delivery, Outcome, State, Verdict
from bot.delivery.arrivals import Arrivals
from tests.fakes import FakeClock
from tests.storage.rows import BOT, part


class SlowOutbox:
    """An outbox whose commits end when the test says so."""

    def __init__(self) -> None:
        """Begin open."""
        self.commits: list[list[str]] = []
        self.open = asyncio.Event()
        self.failing = False

    async def turn(self, _bot: str, outcomes: Sequence[Outcome], _limit: int, _now: object) -> None:
        """Commit, or fail."""
        self.commits.append([one.delivery.part.key for one in outcomes])
        await self.open.wait()
        if self.failing:
            raise UpstreamError("out of reach")


def _outcome(key: str, verdict: Verdict = Verdict.SENT) -> Outcome:
    """Return what became of a message."""
    state = State.SENT if verdict is Verdict.SENT else State.RETRY
    return Outcome(Delivery(1, part(key), 1, 1), verdict, state)


def _arrivals(outbox: SlowOutbox, outcomes: list[Outcome]) -> Arrivals:
    """Return what commits arrivals among these outcomes."""
    return Arrivals(outbox, FakeClock(), BOT, outcomes)  # type: ignore[arg-type] # only turns are needed


async def test_those_that_come_during_a_commit_share_the_next_one() -> None:
    """A penalty is left to the turn, which settles it before it claims."""
    outbox, outcomes = SlowOutbox(), [_outcome("a"), _outcome("late", Verdict.THROTTLED)]
    arrivals = _arrivals(outbox, outcomes)
    arrivals.settle()
    await asyncio.sleep(0)
    for key in ("b", "c"):
        outcomes.append(_outcome(key))
        arrivals.settle()
    outbox.open.set()
    await arrivals.settled()
    assert outbox.commits == [["a"], ["b", "c"]]
    assert [one.delivery.part.key for one in outcomes] == ["late"]


async def test_what_cannot_be_committed_is_left_to_the_turn() -> None:
    """Nothing is forgotten."""
    outbox, outcomes = SlowOutbox(), [_outcome("a")]
    outbox.failing = True
    outbox.open.set()
    arrivals = _arrivals(outbox, outcomes)
    arrivals.settle()
    await arrivals.settled()
    assert [one.delivery.part.key for one in outcomes] == ["a"]

"""The port Opinions: a second source is asked once, in time or not at all, and may fail."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.core.clock import TAIPEI
from bot.core.market_ports import Opinion
from bot.market.actions import ActionKind, CorporateAction
from bot.market.bars import Provenance
from bot.sources.feed import Question
from bot.sources.finmind import FinMind
from bot.sources.opinions import AGAIN_SECONDS, SecondOpinions, SecondSource
from bot.sources.yahoo import Yahoo
from tests.delivery.platform import turns
from tests.fakes import FakeClock, almanac
from tests.market_fakes import MemoryActions
from tests.sources.close_answers import NEXT, SESSION, finmind, finmind_row, yahoo

DIRECTORY = almanac().directory


class Vendors:
    """Both vendors' sites: they answer, fail, or keep the asker waiting."""

    def __init__(self) -> None:
        """Begin on the evening after the session."""
        self.clock = FakeClock(datetime(2025, 2, 4, 18, 0, tzinfo=TAIPEI))
        self.actions = MemoryActions()
        self.bodies = {"finmind": finmind(finmind_row()), "yahoo": yahoo()}
        self.asked: list[str] = []
        self.open = asyncio.Event()
        self.open.set()

    async def get(self, question: Question) -> bytes:
        """Answer a request; a vendor without a body is out of reach."""
        self.asked.append(question.host)
        await self.open.wait()
        if question.host not in self.bodies:
            raise ConnectionError("out of reach")
        return self.bodies[question.host]

    def opinions(
        self, sources: Sequence[SecondSource] = (FinMind(), Yahoo()), patience: float = 60
    ) -> SecondOpinions:
        """Return the port over these vendors."""
        return SecondOpinions(sources, self.get, DIRECTORY, self.actions, self.clock, patience)


def _action(kind: ActionKind, session: date = NEXT) -> CorporateAction:
    """Return an action of TSMC."""
    return CorporateAction(
        code="2330", session=session, kind=kind, previous_close=None, reference=None, cash=None,
        value=None, limit_up=None, limit_down=None, opening_base=None,
        provenance=Provenance("Taiwan Stock Exchange", session),
    )  # fmt: skip


async def test_the_first_that_knows_is_believed_and_kept() -> None:
    """One request answers everyone who asks for the same close, now and later."""
    vendors = Vendors()
    opinions = vendors.opinions()
    told = await asyncio.gather(*(opinions.on(SESSION, "2330") for _ in range(5)))
    assert told == [Opinion("FinMind", Decimal(1070), vendors.clock.now())] * 5
    vendors.clock.pass_time(3600)
    assert await opinions.on(SESSION, "2330") == told[0]
    assert vendors.asked == ["finmind"]


async def test_the_second_is_asked_where_the_first_fails() -> None:
    """A failure is silence, and the next source has its say."""
    vendors = Vendors()
    del vendors.bodies["finmind"]
    opinion = await vendors.opinions().on(SESSION, "2330")
    assert opinion
    assert (opinion.source, opinion.close) == ("Yahoo Finance", Decimal(1070))


async def test_in_vain_is_not_repeated_at_once() -> None:
    """After a while it is tried again."""
    vendors = Vendors()
    vendors.bodies = {"finmind": b"<html>"}
    opinions = vendors.opinions([FinMind()])
    assert await opinions.on(SESSION, "2330") is None
    assert await opinions.on(SESSION, "2330") is None
    vendors.clock.pass_time(AGAIN_SECONDS)
    vendors.bodies = {"finmind": finmind(finmind_row())}
    assert await opinions.on(SESSION, "2330")
    assert len(vendors.asked) == 2


async def test_a_slow_vendor_does_not_hold_up_the_answer() -> None:
    """The answer leaves without; what comes later serves the next question."""
    vendors = Vendors()
    opinions = vendors.opinions(patience=0)
    vendors.open.clear()
    assert await opinions.on(SESSION, "2330") is None
    vendors.open.set()
    await turns(9)
    assert await opinions.on(SESSION, "2330")
    assert len(vendors.asked) == 1


async def test_closing_ends_what_is_on_its_way() -> None:
    """A request that nobody waits for any more does not outlive the program."""
    vendors = Vendors()
    opinions = vendors.opinions(patience=0)
    vendors.open.clear()
    await opinions.on(SESSION, "2330")
    await opinions.close()
    assert len(asyncio.all_tasks()) == 1


async def test_nothing_is_asked_without_need() -> None:
    """No sources, an unknown code, or a close that cannot be known yet."""
    vendors = Vendors()
    assert await vendors.opinions([]).on(SESSION, "2330") is None
    assert await vendors.opinions().on(SESSION, "nobody") is None
    assert await vendors.opinions().on(NEXT + timedelta(days=1), "2330") is None
    assert vendors.asked == []


@pytest.mark.parametrize(
    ("kind", "asked"),
    [(ActionKind.PAR_CHANGE, []), (ActionKind.REDUCTION, []), (ActionKind.EX_RIGHTS, []),
     (ActionKind.EX_DIVIDEND, ["yahoo"])],
)  # fmt: skip
async def test_a_restated_history_is_not_compared(kind: ActionKind, asked: list[str]) -> None:
    """After an action that changed the shares, a restated close would be a false disagreement."""
    vendors = Vendors()
    vendors.actions.held = [_action(kind)]
    assert bool(await vendors.opinions([Yahoo()]).on(SESSION, "2330")) == bool(asked)
    assert vendors.asked == asked
    assert await vendors.opinions([FinMind()]).on(SESSION, "2330")


async def test_unknown_actions_silence_a_restating_source_too() -> None:
    """Where nobody looked for actions, there may have been one; of today there is none later."""
    vendors = Vendors()
    vendors.actions.complete = False
    assert await vendors.opinions([Yahoo()]).on(SESSION, "2330") is None
    assert await vendors.opinions([Yahoo()]).on(NEXT, "2330")

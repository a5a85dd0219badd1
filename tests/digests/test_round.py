"""What a round of planning reads it reads once, and says what the ports behind it say."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

import pytest

from bot.digests.round import RoundActions, RoundSettings
from bot.digests.round_bars import FEW, RoundBars
from bot.market.bars import Bar, ReferenceBasis
from bot.market.instruments import Market
from tests.choice_fakes import MemoryChats
from tests.fakes import PRIVATE, TODAY, MemoryBars
from tests.market_fakes import MemoryActions, MemorySessions
from tests.storage.rows import bar

MONDAY, TUESDAY = date(2025, 2, 3), date(2025, 2, 4)
CODES = [f"{number}" for number in range(1101, 1121)]


class CountedBars(MemoryBars):
    """Counts the look-ups."""

    def __init__(self) -> None:
        """Hold twenty stocks on two days, the last one only on the first day."""
        measured = [replace(bar(code, MONDAY), basis=ReferenceBasis.PUBLISHED) for code in CODES]
        later = [replace(one, session=TUESDAY) for one in measured[:-1]]
        super().__init__([*measured, *later])
        self.looks: Counter[str] = Counter()

    async def on(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Count."""
        self.looks["on"] += 1
        return await super().held(session, codes)

    async def held(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Count."""
        self.looks["held"] += 1
        return await super().held(session, codes)

    async def latest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Count."""
        self.looks["latest"] += 1
        return await super().latest(codes, until, at_least)


@pytest.fixture
def behind() -> CountedBars:
    """Return the port behind."""
    return CountedBars()


@pytest.fixture
def bars(behind: CountedBars) -> RoundBars:
    """Return a round's bars."""
    return RoundBars(behind, MemorySessions(behind.rows))


async def test_a_session_is_read_whole_after_a_few_looks(
    bars: RoundBars, behind: CountedBars
) -> None:
    """Twenty stocks cost three look-ups and one of the whole session."""
    for code in CODES:
        assert await bars.on(MONDAY, [code]) == await MemoryBars.held(behind, MONDAY, [code])
        assert await bars.held(MONDAY, [code])
    assert behind.looks == {"on": FEW - 1}


async def test_what_is_absent_is_asked_for_once_in_each_way(
    bars: RoundBars, behind: CountedBars
) -> None:
    """Asking the sources may help where looking did not."""
    for _ in range(5):
        assert await bars.held(TUESDAY, CODES[-1:]) == {}
        assert await bars.on(TUESDAY, CODES[-1:]) == {}
    assert behind.looks == {"held": 1, "on": 1}


async def test_a_close_without_a_reference_is_asked_for(
    bars: RoundBars, behind: CountedBars
) -> None:
    """The sources are asked for it once, although its bar is held."""
    key = (MONDAY, CODES[0])
    behind.rows[key] = replace(behind.rows[key], basis=ReferenceBasis.UNKNOWN)
    await bars.held(MONDAY, CODES[:1])
    for _ in range(3):
        assert await bars.on(MONDAY, CODES[:1])
    assert behind.looks == {"held": 1, "on": 1}


async def test_the_last_session_is_what_the_port_behind_says(
    bars: RoundBars, behind: CountedBars
) -> None:
    """Whether enough of the codes are held on the day itself, or only before."""
    for _ in range(2):
        assert await bars.newest(CODES[:4], TUESDAY, 4) == TUESDAY
        assert await bars.newest(CODES[-4:], TUESDAY, 4) == MONDAY
        assert await bars.latest(CODES[-4:], TUESDAY, 3) == TUESDAY
        assert await bars.latest(["9999"], TUESDAY) is None
    assert behind.looks["latest"] == 2


async def test_a_round_that_ended_holds_nothing(bars: RoundBars, behind: CountedBars) -> None:
    """A restated close is seen by the next one."""
    await bars.on(MONDAY, CODES[:1])
    restated = bar(CODES[0], MONDAY, "1080", 2)
    behind.rows[MONDAY, CODES[0]] = restated
    assert (await bars.on(MONDAY, CODES[:1]))[CODES[0]] != restated
    bars.forget()
    assert (await bars.on(MONDAY, CODES[:1]))[CODES[0]] == restated


async def test_actions_and_settings_are_read_once() -> None:
    """Until the round ends."""
    actions, chats = MemoryActions(complete=True), MemoryChats()
    once, settings = RoundActions(actions), RoundSettings(chats)
    assert await once.known(Market.TWSE, MONDAY, MONDAY)
    actions.complete = False
    assert await once.known(Market.TWSE, MONDAY, MONDAY)
    assert await once.between(["2330"], MONDAY, MONDAY) == []
    before = await settings.layers(PRIVATE)
    await chats.set_language(PRIVATE, "en", TODAY)
    assert await settings.layers(PRIVATE) == before
    once.forget()
    settings.forget()
    assert not await once.known(Market.TWSE, MONDAY, MONDAY)
    assert (await settings.layers(PRIVATE)).chat.values == {"language": "en"}

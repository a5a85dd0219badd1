"""How the sources are doing, as a group reads it."""

from pathlib import Path

from tests.live.running import ENOUGH, live, taipei
from tests.standins.exchange import golden
from tests.standins.exchange.faults import Fault
from tests.telling import text_of

EVENING = taipei(2025, 2, 3, 18)


async def test_rows_set_aside_are_counted_by_rule(tmp_path: Path) -> None:
    """An impossible row is named by the rule it broke, the others are shown."""
    world = golden.normal(ENOUGH)
    world.faults.on(Fault("cell", "twse", "MI_INDEX", code="1102", column="close", value="9.99"))
    async with live(world, tmp_path, EVENING) as one:
        assert (await one.figure("/move 1101 2025-02-03")).close
        assert (await one.ask("/move 1102 2025-02-03")).fault
        states = await one.banquet.sources.health.states()
        (twse,) = [state for state in states if state.rejected]
        assert sum(twse.rejected.values()) == 1
        assert "Taiwan Stock Exchange" in text_of(await one.ask("/sources"))


async def test_a_source_that_blocks_us_is_named(tmp_path: Path) -> None:
    """It is left alone for a while, and people read why."""
    world = golden.normal(ENOUGH)
    world.faults.on(Fault("status", "twse", times=None, status=403))
    async with live(world, tmp_path, EVENING) as one:
        await one.ask("/move 1101 2025-02-03")
        (twse,) = [
            state
            for state in await one.banquet.sources.health.states()
            if state.name == "Taiwan Stock Exchange"
        ]
        assert not twse.healthy
        assert twse.paused_until
        before = len(one.exchange.requests)
        await one.ask("/move 1101 2025-02-03")
        assert len(one.exchange.requests) == before


async def test_figures_on_their_way_are_said_to_be(tmp_path: Path) -> None:
    """The newest session of each exchange is named once it is held."""
    async with live(golden.normal(ENOUGH), tmp_path, EVENING) as one:
        await one.ask("/movers 2025-02-03")
        newest = [state.newest for state in await one.banquet.sources.health.states()]
        assert newest[:2] == [golden.NORMAL, golden.NORMAL]

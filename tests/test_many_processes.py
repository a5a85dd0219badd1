"""Several processes on one PostgreSQL, killed and frozen; the long forms are `make faults`."""

import pytest

from tests.faults.two_instances import fell_leaders
from tests.faults.workers_killed import kill_workers


@pytest.mark.slow
async def test_a_killed_workers_shards_are_sent_by_the_others() -> None:
    """Nothing is lost, and what came twice says so (A24, A25)."""
    result = await kill_workers(1, seed=11, at_once=2, backlog=150)

    assert result.good, result
    assert result.shards


@pytest.mark.slow
async def test_a_leader_that_falls_is_followed() -> None:
    """Whether it is killed or frozen, every line is answered (B15)."""
    result = await fell_leaders(2, seed=3)

    assert result.good, result
    assert (result.killed, result.frozen) == (1, 1)

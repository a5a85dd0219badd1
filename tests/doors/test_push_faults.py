"""The short forms of the fault scripts about pushes: a few kills, a few penalties, nothing lost."""

import pytest

from tests.faults.push_ambiguous import WITHHELD, push_ambiguously
from tests.faults.push_floods import flood_pushes
from tests.faults.push_killed import kill_pushes

SEED = 20250203


@pytest.mark.slow
async def test_a_push_survives_kills() -> None:
    """Nobody goes without, and no second copy comes without an excuse."""
    result = await kill_pushes(kills=3, chats=60, seed=SEED)
    assert (result.lost, result.inexcusable, result.broken) == (0, 0, 0)
    assert result.most_copies <= 2


@pytest.mark.slow
async def test_penalties_are_kept() -> None:
    """Nothing is tried inside a penalty that was told."""
    result = await flood_pushes(penalties=3, seed=SEED)
    assert (result.early, result.lost) == (0, 0)


@pytest.mark.slow
async def test_withheld_answers_cost_one_marked_copy_each() -> None:
    """What may have arrived comes once more; what was refused for certain comes once.

    The long form has stalls too, which take as long as the longest time-out.
    """
    result = await push_ambiguously(chats=60, seed=SEED, kinds=WITHHELD[:2], quiet=12.0)
    assert (result.lost, result.too_many, result.unmarked) == (0, 0, 0)
    assert result.counted == result.withheld == 6

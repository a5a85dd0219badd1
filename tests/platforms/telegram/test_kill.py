"""The whole program killed in the middle of its work; the long form is `make faults`."""

import pytest

from tests.faults.telegram_kill import kill_rounds


@pytest.mark.slow
@pytest.mark.parametrize(("mode", "rounds"), [("polling", 2), ("webhook", 1)])
async def test_a_kill_loses_no_answer(mode: str, rounds: int) -> None:
    """Every line is answered; what came twice was in flight at the kill (B01, B02)."""
    result = await kill_rounds(rounds, seed=11, mode=mode)

    assert result.good, result
    assert result.kills == rounds

"""`banquet ask` answers the founding day as text, JSON and HTML."""

import json
from datetime import datetime
from pathlib import Path
from typing import Literal

import pytest

from bot.asking import ask_once
from bot.config import load
from bot.core.clock import TAIPEI, SystemClock
from tests.doors.founding import LINES, assert_founding_day
from tests.fakes import FakeClock
from tests.golden import Golden
from tests.offline import OFFLINE

Form = Literal["text", "json", "html"]
ENDINGS = {"text": "txt", "json": "json", "html": "html"}


async def _asked(line: str, form: Form, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Ask one line and return what was printed."""
    config = load(None, OFFLINE).in_directory(folder)
    code = await ask_once(config, SystemClock(), line, form, "zh-TW", replay=False)
    assert code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "json", "html"])
async def test_the_founding_day(
    form: Form, folder: Path, capsys: pytest.CaptureFixture[str], golden: Golden
) -> None:
    """Every form states every published figure, and looks as it was last read."""
    answers = {}
    for name, line in LINES.items():
        printed = await _asked(line, form, folder, capsys)
        golden(f"ask/{name}.{ENDINGS[form]}", printed)
        answers[name] = json.loads(printed)["text"] if form == "json" else printed
    assert_founding_day(*(answers[name] for name in LINES))


@pytest.mark.parametrize(("language", "name"), [("zh-TW", "digest"), ("en", "digest_en")])
async def test_the_digest_of_the_day_is_the_one_that_is_read_later(
    language: str, name: str, folder: Path, capsys: pytest.CaptureFixture[str], golden: Golden
) -> None:
    """At 14:45 of the day itself it shows the same, so nothing of a later day."""
    config = load(None, OFFLINE).in_directory(folder)
    then = FakeClock(datetime(2025, 2, 3, 14, 45, tzinfo=TAIPEI))
    for clock, line in ((then, "/digest"), (SystemClock(), LINES["digest"])):
        code = await ask_once(config, clock, line, "text", language, replay=clock is then)
        assert code == 0
        golden(f"ask/{name}.txt", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/move 2330 2025-02-03", 0),
        ("/dinnerlist 2026-01-29 2026-01", 0),
        ("/move 2330 2025-01-25", 1),
        ("/move nosuchthing", 1),
        ("/move 1101 2025-02-03", 1),
    ],
)
async def test_exit_codes(
    line: str, expected: int, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Answered is 0, also with gaps; what the asker can fix is 1."""
    config = load(None, OFFLINE).in_directory(folder)
    code = await ask_once(config, SystemClock(), line, "json", "en", replay=False)
    answer = json.loads(capsys.readouterr().out)
    assert (code, answer["ok"]) == (expected, expected == 0)
    assert (answer["error"] is None) == answer["ok"]

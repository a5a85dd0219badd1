"""The tutorial works: its blocks, put into a copy of the checkout, make a command everywhere."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.docs.pages import blocks, page
from tests.house.tree import ROOT, run, tracked

pytestmark = pytest.mark.slow

COPIED = ("bot", "handlers", "storage", "tools", "tests", "pyproject.toml")
PAYLOADS = """
import asyncio, json
import handlers
from bot.core.clock import SystemClock
from bot.core.registry import registry
from bot.platforms.discord.client import BanquetClient
from bot.platforms.telegram.menu import _entries
from tests.platforms.discord.fakes import MemoryButtons, MemoryNotes, ScriptedCore

async def tree():
    core = ScriptedCore(registry)
    client = BanquetClient(core, MemoryButtons(), MemoryNotes(), SystemClock())
    return await client.tree.payload()

handlers.load()
menus = {entry.code: dict(entry.commands) for entry in _entries(registry.menu())}
discord = {command["name"]: command for command in asyncio.run(tree())}
print(json.dumps({"telegram": menus, "discord": discord}))
"""


@pytest.fixture(scope="module", name="copy")
def _copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Follow the tutorial in a copy of the checkout: one file, its test, its texts."""
    copy = tmp_path_factory.mktemp("checkout")
    for path in tracked(*COPIED):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, copy / path)
    text = page("docs/add-a-command.md")
    handler, test = blocks(text, "python")
    (texts,) = blocks(text, "po")
    (copy / "handlers" / "tick.py").write_text(handler, "utf-8")
    (copy / "tests" / "handlers" / "test_tick.py").write_text(test, "utf-8")
    with (copy / "bot" / "locale" / "fragments" / "core.po").open("a", encoding="utf-8") as file:
        file.write("\n" + texts)
    run(sys.executable, "-m", "tools.catalogs", cwd=copy)
    return copy


def _ask(copy: Path, *words: str) -> str:
    """Ask the bot of the copy."""
    ask = (sys.executable, "-m", "bot", "ask", "--data-dir", str(copy / "data"))
    return run(*ask, *words, cwd=copy)


def test_its_own_test_passes(copy: Path) -> None:
    """The block that the page calls the test is a test, and it passes."""
    pytest_run = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    ended = run(*pytest_run, "tests/handlers/test_tick.py", cwd=copy)

    assert "4 passed" in ended


def test_the_linter_accepts_it(copy: Path) -> None:
    """The page shows code that the gates let in."""
    files = ("handlers/tick.py", "tests/handlers/test_tick.py")
    ruff = (sys.executable, "-m", "ruff")

    run(*ruff, "check", "--no-cache", *files, cwd=copy)
    run(*ruff, "format", "--no-cache", "--check", *files, cwd=copy)


def test_every_text_has_its_chinese(copy: Path) -> None:
    """The new file leaves no text untranslated that was translated before."""
    missing = (sys.executable, "-m", "tools.catalogs", "--missing")

    assert run(*missing, cwd=copy) == run(*missing)


def test_the_command_line_answers_it(copy: Path) -> None:
    """The JSON object states the figures; the text is Chinese."""
    answer = json.loads(_ask(copy, "/tick 2330 1000", "--format", "json"))

    assert answer["summary"] == {"step": "5", "below": "999", "at": "1000", "above": "1005"}
    assert "上下檔位：999、1,000、1,005" in answer["text"]


def test_help_knows_it(copy: Path) -> None:
    """The overview and the page of its own."""
    assert "/tick 2330 1000" in _ask(copy, "/help")
    assert "a price in whole TWD" in _ask(copy, "/help tick", "--lang", "en")


def test_the_platforms_are_told_of_it(copy: Path) -> None:
    """Telegram's menu in both languages, Discord's slash command with its options."""
    told = json.loads(run(sys.executable, "-c", PAYLOADS, cwd=copy))
    options = [option["name"] for option in told["discord"]["tick"]["options"]]

    assert told["telegram"]["zh"]["tick"] == "查價格的升降單位。"
    assert told["telegram"]["en"]["tick"] == "By which step a price may move."
    assert options == ["instrument", "around"]

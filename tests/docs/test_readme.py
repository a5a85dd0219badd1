"""What the README shows is what there is."""

import re
from pathlib import Path

from tests.docs.pages import blocks, page
from tools.inclusions import PAGE, included, refreshed

WHOLE = ["handlers/index.py", "tests/handlers/test_index.py"]


def test_the_shown_files_are_the_files() -> None:
    """A changed handler, test or golden file needs `make docs`."""
    text = PAGE.read_text("utf-8")

    assert refreshed(text) == text


def test_a_whole_handler_and_four_doors_are_shown() -> None:
    """The handler, its test, and one reply on terminal, Telegram, Discord and page."""
    doors = [Path(path).parent.name for path in included(page("README.md"))[2:]]

    assert included(page("README.md"))[:2] == WHOLE
    assert doors == ["ask", "telegram", "discord", "web"]


def test_two_commands_come_first() -> None:
    """Who has just cloned it reads what to type before anything else."""
    first = blocks(page("README.md"), "sh")[0]

    assert re.findall(r"^(.+?)  ", first, re.MULTILINE) == ["make run", "make test"]


def test_inclusions_replace_the_block_alone(tmp_path: Path) -> None:
    """What stands around a block stays, and the file's own text is taken word for word."""
    (tmp_path / "a.py").write_text('print("\\\\1 new")\n', "utf-8")
    text = "before\n\n<!-- file: a.py -->\n```python\nold\n```\n\nafter\n"

    assert refreshed(text, tmp_path) == text.replace("old", 'print("\\\\1 new")')

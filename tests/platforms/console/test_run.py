"""The prompt, driven by the keys a person would press."""

from pathlib import Path
from typing import Annotated, cast

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.core.clock import SystemClock
from bot.core.core import Core
from bot.core.parameters import Choice
from bot.core.principals import Access, Chat
from bot.core.registry import Registry
from bot.core.replies import Button, Reply
from bot.core.requests import Request
from bot.core.values import CommandWord
from bot.platforms.console.completing import LineCompleter
from bot.platforms.console.run import run


async def move(text: Annotated[CommandWord | None, "a text"] = None) -> Reply:
    """Say what moved."""
    return Reply(text or "")


class TalkingCore:
    """A core that repeats lines and offers one button."""

    def __init__(self) -> None:
        """Remember what was asked."""
        self.asked: list[str] = []
        self.registry = Registry()
        self.registry.command("move", "漲跌", bare=True)(move)
        self.registry.command("secret", access=Access.OWNER)(move)

    async def answer(self, request: Request) -> Reply | None:
        """Repeat the line."""
        self.asked.append(request.text)
        if request.text == "quiet":
            return None
        return Reply(f"answer to {request.text}", buttons=((Button("next", "/move next"),),))

    async def language(self, chat: Chat, hint: str | None = None) -> str:
        """Speak English."""
        assert (chat.platform, hint) == ("console", None)
        return "en"

    def complete(self, command: str, parameter: str, typed: str, language: str) -> list[Choice]:
        """Offer one value."""
        return [Choice(f"{command} {parameter} {language}", f"{typed}30")]


async def talk(keys: str, folder: Path) -> TalkingCore:
    """Press keys at the prompt until it ends."""
    core = TalkingCore()
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        await run(cast("Core", core), SystemClock(), folder)
    return core


@pytest.mark.parametrize("end", ["/quit\r", "\x04"])
async def test_lines_are_answered_until_the_person_leaves(
    end: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`/quit` and Ctrl-D leave; empty lines are nothing."""
    core = await talk(f"2330\r\r  \r/help\r{end}", tmp_path)

    assert core.asked == ["2330", "/help"]
    assert "answer to 2330\n[1] next\n" in capsys.readouterr().out


async def test_a_digit_presses_a_button(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The digit runs the button's line and says which; without that button it is a line."""
    core = await talk("1\r2330\r1\r2\r01\r/quit\r", tmp_path)

    assert core.asked == ["1", "2330", "/move next", "2", "01"]
    assert "› /move next" in capsys.readouterr().out


async def test_ctrl_c_gives_up_the_line_only(tmp_path: Path) -> None:
    """The half-typed line is gone, the prompt stays."""
    core = await talk("233\x03/move\r/quit\r", tmp_path)

    assert core.asked == ["/move"]


async def test_silence_prints_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the core says nothing the console does too."""
    await talk("quiet\r/quit\r", tmp_path)

    assert "answer" not in capsys.readouterr().out


async def test_the_output_of_a_pipe_has_no_colours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is not a terminal gets no escape sequences."""
    await talk("2330\r/quit\r", tmp_path)

    assert "\x1b" not in capsys.readouterr().out


async def test_lines_are_remembered_in_a_private_file(tmp_path: Path) -> None:
    """The history survives the program and is nobody else's business."""
    folder = tmp_path / "data"
    await talk("2330\r/quit\r", folder)
    core = await talk("\x1b[A\x1b[A\r/quit\r", folder)

    assert core.asked == ["2330"]
    assert (folder / "console_history").stat().st_mode & 0o077 == 0


async def test_without_a_folder_the_prompt_still_works(tmp_path: Path) -> None:
    """A history that cannot be kept stops nobody."""
    (tmp_path / "file").write_text("")

    core = await talk("2330\r/quit\r", tmp_path / "file" / "data")

    assert core.asked == ["2330"]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("/", ["/move", "/quit"]),
        ("/漲", ["/move"]),
        ("/se", []),
        ("/move 23", ["2330"]),
        ("/漲跌 23", ["2330"]),
        ("23", ["2330"]),
        ("/move 2330 1", []),
        ("", []),
    ],
)
def test_tab_offers_what_could_come_next(line: str, offered: list[str]) -> None:
    """Names, then values; owners' commands are not offered."""
    completer = LineCompleter(cast("Core", TalkingCore()), "en")

    found = completer.get_completions(Document(line), CompleteEvent())

    assert [completion.text for completion in found] == offered

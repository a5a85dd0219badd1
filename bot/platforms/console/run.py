"""The prompt: a line in, an answer out, until `/quit` or Ctrl-D."""

import os
import sys
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.patch_stdout import patch_stdout

from bot.core.clock import Clock
from bot.core.core import Core
from bot.core.i18n import say_in
from bot.core.principals import Chat, Principal
from bot.core.requests import Request
from bot.platforms.console.completing import QUIT, LineCompleter
from bot.platforms.console.render import Ink, buttons_of, safe, written

CHAT, ASKER = Chat("console", 0), Principal("console", 0, local=True)
_PROMPT = "banquet> "


async def run(core: Core, clock: Clock, data_dir: Path) -> None:
    """Answer lines until the person leaves; lines typed before are kept in `data_dir`."""
    console = Console(core, clock, Ink(_has_colors()))
    language = await core.language(CHAT)
    completer = LineCompleter(core, language)
    session = PromptSession[str](
        history=_history(data_dir), completer=completer, complete_in_thread=False
    )
    say = say_in(language)
    _show(say("Banquet. Type a code, a name or /help; Tab completes, /quit leaves."))
    while (line := await _typed(session)) is not None:
        await console.take(line)
        completer.language = await core.language(CHAT)


class Console:
    """One person's talk with the core; remembers the last answer's buttons."""

    def __init__(self, core: Core, clock: Clock, ink: Ink) -> None:
        """Begin without buttons."""
        self._core = core
        self._clock = clock
        self._ink = ink
        self._lines: list[str] = []

    async def take(self, typed: str) -> None:
        """Answer a line, or the line of the button that a number names."""
        line = self._line(typed.strip())
        if not line:
            return
        if line != typed.strip():
            _show(self._ink.dim(f"› {safe(line)}"))
        request = Request(CHAT, ASKER, line, self._clock.now(), addressed=True)
        reply = await self._core.answer(request)
        if reply is None:
            return
        self._lines = [button.line for button in buttons_of(reply)]
        _show(f"{written(reply, self._ink)}\n")

    def _line(self, typed: str) -> str:
        """Return the line that is meant."""
        known = {str(number): line for number, line in enumerate(self._lines, 1)}
        return known.get(typed, typed)


def _show(text: str) -> None:
    """Write a text to the terminal."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


async def _typed(session: PromptSession[str]) -> str | None:
    """Return the next line; None when the person leaves. Ctrl-C gives up the line."""
    try:
        # Log lines that come meanwhile appear above the prompt instead of inside it.
        with patch_stdout(raw=True):
            line = await session.prompt_async(_PROMPT)
    except KeyboardInterrupt:
        return ""
    except EOFError:
        return None
    return None if line.strip() == QUIT else line


def _history(folder: Path) -> History:
    """Keep lines in a file that only its owner reads; where that cannot be, only until the end."""
    file = folder / "console_history"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(file)


def _has_colors() -> bool:
    """Tell whether the terminal wants colours (https://no-color.org)."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and sys.stdout.isatty()

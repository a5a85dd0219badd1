"""Paths of the configuration: where data lives, and tokens kept in files of their own."""

import stat
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from bot.config.sections import Config, Discord, Telegram
from bot.config.sources import FinMind
from bot.core.errors import OperatorError
from bot.core.secret import Secret

Account = TypeVar("Account", Telegram, Discord, FinMind)

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LONGEST = 4096


def with_files(
    config: Config, file: Path, environ: Mapping[str, str], *, holds_secrets: bool
) -> Config:
    """Return the configuration with absolute paths and the tokens read from their files."""
    base = file.absolute().parent
    tokens = [
        base / section.token_file
        for section in (config.telegram, config.discord, config.sources.finmind)
        if section.token_file
    ]
    guarded = [*tokens, *([file] if holds_secrets else [])]
    finmind = _with_token(config.sources.finmind, base, "sources.finmind")
    placed = config.model_copy(
        update={
            "telegram": _with_token(config.telegram, base, "telegram"),
            "discord": _with_token(config.discord, base, "discord"),
            "sources": config.sources.model_copy(update={"finmind": finmind}),
        }
    )
    folder = _data_dir(config.bot.data_dir, base, environ)
    return placed.in_directory(folder).warned(
        tuple(_exposure(path) for path in guarded if _is_exposed(path))
    )


def _with_token(section: Account, base: Path, name: str) -> Account:
    """Return the section with its token, read from `token_file` where that is named."""
    if not section.token_file:
        return section
    if section.token:
        raise OperatorError(f"[{name}] token and token_file: only one of them may be set")
    token = _token(base / section.token_file, name)
    return section.model_copy(update={"token": token})


def _token(file: Path, name: str) -> Secret:
    """Read a token from its file."""
    try:
        text = file.read_text("ascii").strip()
    except OSError as error:
        raise OperatorError(f"[{name}] token_file: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        text = ""
    if not text or len(text) > _LONGEST or any(not letter.isprintable() for letter in text):
        raise OperatorError(f"[{name}] token_file: must hold one line, the token")
    return Secret(text)


def _data_dir(chosen: str, base: Path, environ: Mapping[str, str]) -> Path:
    """Return the data directory: as chosen, else `banquet` in the XDG data home."""
    if chosen:
        return base / Path(chosen).expanduser()
    home = environ.get("XDG_DATA_HOME", "")
    # The XDG rules: a relative or empty XDG_DATA_HOME does not count.
    shared = Path(home) if home.startswith("/") else Path.home() / ".local" / "share"
    return shared / "banquet"


def _is_exposed(file: Path) -> bool:
    """Tell whether others on this machine may read the file."""
    return bool(file.stat().st_mode & _OTHERS)


def _exposure(file: Path) -> str:
    """Say what to do about an exposed file."""
    return f"{file}: others on this machine can read it; run `chmod 600` on it"

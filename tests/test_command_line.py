"""The program as its operator meets it: one line for each mistake, and an exit code."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offline import OFFLINE
from tests.standins.telegram.server import TelegramStandIn
from tests.standins.telegram.world import World

MISTAKE = 2


def start(*arguments: str, folder: Path, **environment: str) -> "subprocess.Popen[str]":
    """Start `banquet` in a folder, without a terminal and without the caller's settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("BANQUET_")}
    return subprocess.Popen(  # noqa: S603 - this checkout's own program
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={**kept, **OFFLINE, "PYTHONPATH": str(Path(__file__).parent.parent), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(*arguments: str, folder: Path, **environment: str) -> tuple[int, str, str]:
    """Run `banquet` to its end; return exit code, output and what was said on standard error."""
    process = start(*arguments, folder=folder, **environment)
    out, err = process.communicate(timeout=30)
    return process.returncode, out, err


def assert_one_line(code: int, err: str, *words: str) -> None:
    """Check that an operator's mistake is one line that names these words."""
    assert code == MISTAKE, err
    lines = err.strip().splitlines()
    assert len(lines) == 1, err
    assert all(word in lines[0] for word in words), err


@pytest.fixture
def taken() -> Iterator[int]:
    """Hold a port of loopback."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield held.getsockname()[1]


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    """A misspelt key stops the start, and its value stays unsaid."""
    (tmp_path / "config.toml").write_text('[telegram]\ntokn = "secret-value"\n')
    code, _, err = ended("run", folder=tmp_path)
    assert_one_line(code, err, "tokn", "telegram")
    assert "secret-value" not in err


def test_a_token_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """The line says which key to look at."""
    (tmp_path / "config.toml").write_text('[telegram]\ntoken_file = "absent"\n')
    code, _, err = ended("run", folder=tmp_path)
    assert_one_line(code, err, "[telegram]", "token_file")


def test_a_taken_port_is_named(tmp_path: Path, taken: int) -> None:
    """The page cannot open where another program listens."""
    place = f"127.0.0.1:{taken}"
    code, _, err = ended("run", "--data-dir", "d", folder=tmp_path, BANQUET_WEB__LISTEN=place)
    assert code == MISTAKE
    assert str(taken) in err
    assert "Traceback" not in err


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    """A start that cannot write says so; SQLite is given no room, as a full disk gives none."""
    limited = f"ulimit -f 8; trap '' XFSZ; exec {sys.executable} -m bot ask /index --data-dir d"
    kept = {k: v for k, v in os.environ.items() if not k.startswith("BANQUET_")}
    done = subprocess.run(  # noqa: S602 - the shell sets the limit; fixed text
        limited,
        shell=True,
        executable="/bin/bash",
        cwd=tmp_path,
        env={
            **kept,
            "PYTHONPATH": str(Path(__file__).parent.parent),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode in {MISTAKE, 3}, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_a_replay_never_writes_into_real_chats(tmp_path: Path) -> None:
    """`--as-of` with a token is refused unless its addresses are loopback."""
    token = "123456:" + "A" * 35
    code, _, err = ended("run", "--as-of", "2025-02-03T14:40+08:00", folder=tmp_path,
                         BANQUET_TELEGRAM__TOKEN=token)  # fmt: skip
    assert_one_line(code, err, "--as-of", "telegram")
    assert token not in err


def test_an_instant_that_is_none_is_refused(tmp_path: Path) -> None:
    """`--as-of` says how it is written."""
    code, _, err = ended("ask", "/index", "--as-of", "yesterday", folder=tmp_path)
    assert_one_line(code, err, "--as-of", "2025-02-03T18:00")


async def test_a_refused_token_ends_the_program(tmp_path: Path) -> None:
    """Telegram alone, and it does not know the token: one line, exit code 2."""
    async with TelegramStandIn(World()) as telegram:
        process = start("run", "--data-dir", "d", folder=tmp_path,
                        BANQUET_TELEGRAM__TOKEN="999999:" + "B" * 35,
                        BANQUET_TELEGRAM__API_BASE_URL=telegram.url)  # fmt: skip
        _, err = await _communicated(process)
    assert process.returncode == MISTAKE
    assert "token" in err
    assert "Traceback" not in err
    assert "B" * 35 not in err


def test_sigterm_ends_in_order(tmp_path: Path) -> None:
    """A stop asked for is a success."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{probe.getsockname()[1]}"
    process = start("run", "--data-dir", "d", folder=tmp_path, BANQUET_WEB__LISTEN=place)
    assert process.stderr
    assert place in process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=10)
    assert process.returncode == 0, err


def test_a_replay_lives_beside_the_store(tmp_path: Path) -> None:
    """Asking as of a past instant works in a folder of its own and sees nothing later."""
    code, out, err = ended("ask", "/move 2330", "--as-of", "2025-02-03T18:00:00+08:00",
                           "--data-dir", "d", "--lang", "en", folder=tmp_path)  # fmt: skip
    assert (code, err) == (0, "")
    assert "1,070 ▼65 (-5.73%)" in out
    assert "2025-02-04" not in out
    assert "2026" not in out
    assert [path.name for path in (tmp_path / "d").iterdir()] == ["replay"]


async def _communicated(process: "subprocess.Popen[str]") -> tuple[str, str]:
    """Wait for a process's end while this loop serves it."""
    return await asyncio.to_thread(process.communicate, timeout=30)

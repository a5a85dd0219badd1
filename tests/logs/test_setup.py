"""The whole program's log, tried in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

CANARY = "cAnArY-7351"
TOKEN = "123456789:AAF-cAnArY_0123456789abcdefghijklmn"  # the shape of a token, of no bot

PROGRAM = f"""
import asyncio, logging, sys, warnings
from bot.logs import configure

configure("debug", sys.argv[1], ["{CANARY}"])
assert "structlog" not in sys.modules, "quiet commands must not pay for it"
warnings.warn("{CANARY}")
for name in ("httpx", "httpcore.http11", "telegram.Bot", "discord.gateway", "aiohttp.access",
             "sqlalchemy.engine.Engine", "asyncio"):
    logging.getLogger(name).info("quiet")
    logging.getLogger(name).error("loud {CANARY} POST https://h/bot{TOKEN}/getMe")

async def main():
    async def lost():
        raise ValueError("{CANARY}")
    task = asyncio.ensure_future(lost())
    await asyncio.wait([task])
    del task

asyncio.run(main())
raise RuntimeError("{CANARY} {TOKEN}")
"""


def run(form: str) -> list[str]:
    """Run the program and return its log."""
    done = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", PROGRAM, form],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout == ""
    assert done.returncode == 1
    return done.stderr.splitlines()


def test_no_sink_shows_a_secret() -> None:
    """Warnings, libraries, lost tasks and uncaught errors all pass the redactor."""
    lines = run("console")

    assert len(lines) == 10
    assert not [line for line in lines if CANARY in line or TOKEN in line or "quiet" in line]
    assert "never retrieved" in lines[-2]
    assert "RuntimeError: *** ***" in lines[-1]


def test_every_line_of_the_json_log_is_json() -> None:
    """Machines can read the log to its end."""
    events = [json.loads(line) for line in run("json")]

    assert events[1]["logger"] == "httpx"
    assert events[-1]["level"] == "critical"

"""A crowd on a cold store, and a Banquet that must not connect."""

import asyncio
from pathlib import Path

import pytest

from bot import doctor
from bot.app import assemble
from bot.config import load
from bot.core.principals import Chat, Principal
from bot.core.registry import registry
from bot.core.requests import Request
from tests.fakes import FakeClock
from tests.live.running import ENOUGH, live, taipei
from tests.offline import OFFLINE
from tests.sources.network import watched_network
from tests.standins.exchange import golden

MEMBERS = 500


async def test_a_crowd_on_a_cold_store_is_one_request_a_table(tmp_path: Path) -> None:
    """Five hundred members ask at once: everybody is answered, each table is fetched once."""
    async with live(golden.normal(ENOUGH), tmp_path, taipei(2025, 2, 3, 18)) as one:
        codes = ("1101", "1102", "6488", "1216")
        lines = [f"/move {codes[each % len(codes)]} 2025-02-03" for each in range(MEMBERS)]
        replies = await asyncio.gather(*(one.ask(line) for line in lines))
        assert all(reply.figures and reply.figures[0].close for reply in replies)
        asked = [
            (heard.path, tuple(sorted(heard.params.items()))) for heard in one.exchange.requests
        ]
        assert len(asked) == len(set(asked))
        assert one.asked("MI_INDEX") == 1
        assert one.asked("dailyQuotes") == 1


async def test_offline_connects_to_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command's examples, the watch and the doctor: not one connection, not one look-up."""
    for key, value in OFFLINE.items():
        monkeypatch.setenv(key, value)
    with watched_network() as seen:
        await _asked_everything(tmp_path)
        assert await doctor.examine(None, tmp_path, FakeClock()) == 0
    assert seen == []
    assert "off ([sources] offline = true)" in capsys.readouterr().out


async def _asked_everything(folder: Path) -> None:
    """Ask every command's examples of an offline Banquet, and let it look after its store."""
    banquet = await assemble(load(None, OFFLINE).in_directory(folder), FakeClock())
    asker, chat = Principal("console", 0, local=True), Chat("console", 0)
    try:
        for line in (line for command in registry.commands for line in command.examples):
            request = Request(chat, asker, line, banquet.clock.now(), addressed=True)
            reply = await banquet.core.answer(request)
            assert reply is not None, line
            assert reply.fault is None or reply.fault.kind == "asker", line
        await banquet.sources.look_after()
    finally:
        await banquet.close()

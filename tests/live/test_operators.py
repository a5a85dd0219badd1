"""What an operator runs beside the bot: backfill, export and doctor, against the stand-in."""

import csv
from collections.abc import AsyncIterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from bot import doctor
from bot.backfilling import backfill
from bot.config import load
from bot.core.errors import OperatorError, UpstreamError
from bot.exporting import HEADER, export_bars
from tests.fakes import FakeClock
from tests.live.running import ENOUGH, settings, taipei
from tests.offline import OFFLINE
from tests.standins.exchange import golden
from tests.standins.exchange.faults import Fault
from tests.standins.exchange.server import ExchangeServer

FIRST, LAST = date(2025, 1, 22), date(2025, 2, 3)


@pytest.fixture
async def exchange() -> AsyncIterator[ExchangeServer]:
    """Serve 2025-01-22 and 2025-02-03, and nothing between them."""
    async with ExchangeServer(golden.normal(ENOUGH), limit=None) as server:
        yield server


def _clock() -> FakeClock:
    """Stand at the evening of 2025-02-03."""
    return FakeClock(taipei(2025, 2, 3, 20))


async def _filled(exchange: ExchangeServer, folder: Path) -> int:
    """Fetch the range into a store."""
    config = load(None, settings(exchange)).in_directory(folder)
    return await backfill(config, _clock(), FIRST, LAST, None)


async def test_a_backfill_reports_exactly(
    exchange: ExchangeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two sessions on two markets; run again, nothing is asked for twice."""
    assert await _filled(exchange, tmp_path) == 0
    assert "days stored 4, held before 0, closed 0, missing 0" in capsys.readouterr().out
    asked = len(exchange.asked("twse", "MI_INDEX"))
    assert asked == 2
    assert await _filled(exchange, tmp_path) == 0
    assert "days stored 0, held before 4, closed 0, missing 0" in capsys.readouterr().out
    assert len(exchange.asked("twse", "MI_INDEX")) == asked


async def test_a_backfill_names_what_is_missing(
    exchange: ExchangeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table, the day and the reason; exit code 3."""
    exchange.world.faults.on(Fault("empty", "tpex", "dailyQuotes", times=None))
    assert await _filled(exchange, tmp_path) == 3
    printed = capsys.readouterr().out
    assert "missing: tpex.prices 2025-02-03 (empty" in printed
    assert "days stored 2" in printed


async def test_a_backfill_gives_up_on_a_source_out_of_reach(
    exchange: ExchangeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says that the same line goes on from there."""
    exchange.world.faults.on(Fault("status", "", "", times=None, status=503))
    with pytest.raises(UpstreamError):
        await _filled(exchange, tmp_path)
    assert "run the same line again" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environ", "first", "last", "word"),
    [
        (OFFLINE, FIRST, LAST, "offline"),
        ({"BANQUET_SOURCES__ENABLED": "twse"}, FIRST, LAST, "'tpex'"),
        ({}, LAST, FIRST, "after TO"),
        ({}, date(2010, 1, 1), LAST, "begins on 2015-01-01"),
    ],
)
async def test_a_backfill_that_cannot_be_is_one_line(
    environ: Mapping[str, str], first: date, last: date, word: str, tmp_path: Path
) -> None:
    """The operator reads what to change."""
    config = load(None, environ).in_directory(tmp_path)
    with pytest.raises(OperatorError, match=word):
        await backfill(config, _clock(), first, last, None)


async def test_an_export_is_the_store(exchange: ExchangeServer, tmp_path: Path) -> None:
    """Every bar once, decimals plain, what is unknown empty."""
    await _filled(exchange, tmp_path)
    out = tmp_path / "bars.csv"
    config = load(None, OFFLINE).in_directory(tmp_path)
    await export_bars(config, _clock(), FIRST, LAST, out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == HEADER
    keys = [(row["date"], row["code"]) for row in rows]
    assert keys == sorted(set(keys))
    (tsmc,) = [row for row in rows if (row["date"], row["code"]) == ("2025-02-03", "2330")]
    assert (tsmc["close"], tsmc["reference"], tsmc["market"]) == ("1070", "1135", "TWSE")
    assert tsmc["source"] == "Taiwan Stock Exchange"
    assert any(row["close"] == "" for row in rows)


async def test_an_export_into_nowhere_is_one_line(tmp_path: Path) -> None:
    """A folder that is not there is named."""
    config = load(None, OFFLINE).in_directory(tmp_path)
    with pytest.raises(OperatorError, match="--out"):
        await export_bars(config, _clock(), FIRST, LAST, tmp_path / "no" / "bars.csv")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, exchange: ExchangeServer) -> None:
    """Point the doctor's configuration at the stand-in."""
    monkeypatch.delenv("BANQUET_SOURCES__OFFLINE")
    for key, value in settings(exchange).items():
        monkeypatch.setenv(key, value)


@pytest.mark.usefixtures("environment")
async def test_a_healthy_doctor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line each, all well."""
    assert await doctor.examine(None, tmp_path, FakeClock()) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("ok") for line in lines)
    for word in ("configuration", "clock", "disk", "database", "twse", "tpex", "tokens"):
        assert any(word in line for line in lines)


@pytest.mark.usefixtures("environment")
async def test_a_doctor_names_what_to_do(
    exchange: ExchangeServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A source that blocks us, a clock of another age: each has its line, and the exit code 2."""
    exchange.world.faults.on(Fault("status", "twse", "", times=None, status=403))
    assert await doctor.examine(None, tmp_path, FakeClock(taipei(2019, 1, 2, 9))) == 2
    bad = [line for line in capsys.readouterr().out.splitlines() if line.startswith("!!")]
    assert [line.split(":")[0] for line in bad] == ["!!  clock", "!!  source twse"]
    monkeypatch.setenv("BANQUET_WEB__LISTEN", "nonsense")
    assert await doctor.examine(None, tmp_path, FakeClock()) == 2
    assert "!!  configuration: " in capsys.readouterr().out

"""`banquet doctor`: what an operator would ask first, one line each with what to do."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.app import Banquet, assemble
from bot.config import Config, load
from bot.core.clock import Clock, Moment
from bot.core.errors import BanquetError, OperatorError
from bot.core.intake import Dataset
from bot.logs import configure
from bot.sources.errors import SourceError
from bot.sources.feed import Question
from bot.sourcing import probe

_WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)
"""No machine that runs this is older; a clock before it is wrong."""
_MONTHLY = {"twse": Dataset.TWSE_INDEX, "tpex": Dataset.TPEX_INDEX}
_ROOM = 500 * 1024 * 1024
"""Bytes that a year of the whole market and the messages of many chats fit in."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: well or not, what was found, what to do."""

    well: bool
    what: str
    found: str
    advice: str = ""

    def __str__(self) -> str:
        """Write the line."""
        advice = f"; {self.advice}" if self.advice else ""
        return f"{'ok' if self.well else '!!'}  {self.what}: {self.found}{advice}"


async def examine(path: Path | None, data_dir: Path | None, clock: Clock) -> int:
    """Print a finding a line; 0 when all is well, 2 when something needs the operator."""
    well = True
    async for finding in _findings(path, data_dir, clock):
        print(finding, flush=True)
        well = well and finding.well
    return 0 if well else 2


async def _findings(
    path: Path | None, data_dir: Path | None, clock: Clock
) -> AsyncIterator[Finding]:
    """Look at one thing after another; without a configuration there is nothing to look at."""
    try:
        config = load(path, os.environ)
    except OperatorError as mistake:
        yield Finding(well=False, what="configuration", found=str(mistake))
        return
    config = config.in_directory(data_dir) if data_dir else config
    configure("error", config.log.format, config.secrets)
    warnings = "; ".join(config.warnings)
    yield Finding(not warnings, "configuration", warnings or "read, every key is known")
    yield _clock(clock)
    yield _disk(config.data_dir)
    async for finding in _inside(config, clock):
        yield finding
    async for finding in _tokens(config):
        yield finding


async def _inside(config: Config, clock: Clock) -> AsyncIterator[Finding]:
    """Open the database, and ask the sources with it; without one their budget is unknown."""
    try:
        banquet = await assemble(config, clock)
    except BanquetError as failure:
        yield Finding(well=False, what="database", found=str(failure))
        return
    try:
        yield await _database(banquet)
        async for finding in _sources(banquet):
            yield finding
    finally:
        await banquet.close()


def _clock(clock: Clock) -> Finding:
    """Look whether the machine's time can be right."""
    moment = Moment(clock.now())
    well = moment.now >= _WRITTEN
    advice = "" if well else "set the clock (NTP): digests and sessions follow it"
    return Finding(well, "clock", f"{moment.now:%Y-%m-%d %H:%M} UTC", advice)


def _disk(folder: Path) -> Finding:
    """Look how much room the data have."""
    place = next(each for each in (folder, *folder.parents) if each.exists())
    free = shutil.disk_usage(place).free
    well, size = free >= _ROOM, f"{free / 2**30:.1f} GiB free in {folder}"
    return Finding(well, "disk", size, "" if well else "make room, or set [bot] data_dir")


async def _database(banquet: Banquet) -> Finding:
    """Look what the store holds; its schema was brought up to date when it was opened."""
    span = await banquet.store.bars.span(Moment(banquet.clock.now()).today)
    held = f"{span.bars} bars, {span.first} to {span.last}" if span else "no bars"
    kind = "SQLite" if banquet.store.database.is_sqlite else "PostgreSQL"
    return Finding(well=True, what="database", found=f"{kind}, {held}")


async def _sources(banquet: Banquet) -> AsyncIterator[Finding]:
    """Ask every source that is on for one small thing."""
    if banquet.config.sources.offline:
        yield Finding(well=True, what="sources", found="off ([sources] offline = true)")
        return
    for name in banquet.config.sources.enabled:
        try:
            await banquet.sources.fetching.client.get(_small_question(name, banquet))
        except SourceError as failure:
            advice = "look at the network, the proxy and [sources] base_url"
            found = f"{failure.message} ({failure.reason})"
            yield Finding(well=False, what=f"source {name}", found=found, advice=advice)
        else:
            yield Finding(well=True, what=f"source {name}", found="answers")


def _small_question(name: str, banquet: Banquet) -> Question:
    """Return the cheapest question of a source."""
    now = banquet.clock.now()
    if dataset := _MONTHLY.get(name):
        feed = banquet.sources.fetching.desk.feeds[dataset]
        return feed.question(feed.days(Moment(now).today))
    return probe(name, banquet.almanac, now)


async def _tokens(config: Config) -> AsyncIterator[Finding]:
    """Let each platform with a token say whom it belongs to."""
    from bot.starting import discord_settings, telegram_settings

    if not (config.telegram.token or config.discord.token):
        yield Finding(well=True, what="tokens", found="none set: the page and the prompt only")
    if config.telegram.token:
        from bot.platforms.telegram.account import account

        yield await _token("telegram", lambda: account(telegram_settings(config)))
    if config.discord.token:
        from bot.platforms.discord.account import account as discord_account

        yield await _token("discord", lambda: discord_account(discord_settings(config)))


async def _token(name: str, ask: Callable[[], Awaitable[str]]) -> Finding:
    """Ask one platform."""
    try:
        return Finding(well=True, what=f"token {name}", found=f"belongs to {await ask()}")
    except OperatorError as refusal:
        return Finding(well=False, what=f"token {name}", found=str(refusal))
    except OSError as failure:
        found = f"{name} does not answer ({type(failure).__name__})"
        return Finding(False, f"token {name}", found, "look at the network")

"""`banquet run`: every configured platform over one core."""

import asyncio
import gc
import signal
import sys
from collections.abc import Coroutine
from urllib.parse import urlsplit

from bot.alerting import Alerts
from bot.app import Banquet, assemble
from bot.broadcasting import Broadcaster
from bot.config import Config
from bot.config.kinds import is_loopback
from bot.core.clock import Clock
from bot.core.errors import OperatorError
from bot.housekeeping import keep_house
from bot.logs import configure
from bot.noticing import Look, keep_noticing
from bot.starting import platforms_of
from bot.supervision import supervise
from bot.ticking import keep_ticking
from bot.topic_notices import TopicNotices


async def run_platforms(config: Config, clock: Clock, *, replay: bool) -> None:
    """Run until a signal, `/quit`, or until no platform is left."""
    configure(config.log.level, config.log.format, config.secrets)
    for warning in config.warnings:
        print(f"banquet: {warning}", file=sys.stderr)
    if replay:
        _refuse_live_replay(config)
        config = config.for_replay()
    banquet = await assemble(config, clock)
    try:
        await _serve(banquet)
    finally:
        await banquet.close()


async def _serve(banquet: Banquet) -> None:
    """Run the platforms, and keep house meanwhile."""
    platforms = platforms_of(banquet)
    if not platforms:
        raise OperatorError("nothing to run: set a token, or [web] enabled = true")
    # What stands by now lives as long as the program; looking at it again costs answers 60 ms.
    gc.collect()
    gc.freeze()
    looks: list[Look] = [Alerts(banquet), TopicNotices(banquet), Broadcaster(banquet)]
    beside = [
        asyncio.create_task(keep_house(banquet.store, banquet.clock)),
        asyncio.create_task(banquet.sources.look_after()),
        asyncio.create_task(keep_ticking(banquet)),
        asyncio.create_task(keep_noticing(looks, banquet)),
    ]
    try:
        await until_stopped(supervise(platforms, banquet.clock, banquet.off))
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)


def _refuse_live_replay(config: Config) -> None:
    """Refuse a replay that would write to real chats."""
    addresses = {
        "telegram": (config.telegram.token, [config.telegram.api_base_url]),
        "discord": (
            config.discord.token,
            [config.discord.api_base_url, config.discord.gateway_url],
        ),
    }
    for name, (token, urls) in addresses.items():
        if token and not all(is_loopback(urlsplit(url).hostname or "") for url in urls):
            raise OperatorError(
                f"--as-of with a [{name}] token would write old figures into real chats;"
                " leave the token out, or point its addresses at this machine"
            )


async def until_stopped(work: Coroutine[object, object, None]) -> None:
    """Run work until it ends or SIGTERM or SIGINT arrives; a second signal leaves at once."""
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        """Stop in order; a second signal takes the default way."""
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        task.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not task.cancelled():
            raise

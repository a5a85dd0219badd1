"""The digests put together: the clock that plans them and brings them up to date."""

from datetime import timedelta

from bot.app import Banquet, run_times
from bot.config import Config
from bot.core.horizon import KnownActions, KnownBars, KnownSessions
from bot.digests.hours import Hours
from bot.digests.planner import Planner
from bot.digests.reviser import Reviser
from bot.digests.round import Round, RoundActions, RoundSettings
from bot.digests.round_bars import RoundBars
from bot.digests.running import Runner
from bot.digests.tick import Tick
from bot.leading import led
from bot.starting import pushers_of


async def keep_ticking(banquet: Banquet) -> None:
    """Plan what is due until cancelled; of several processes on a server, one at a time does."""
    tick = tick_of(banquet)
    if banquet.store.database.is_sqlite:
        await tick.run()
        return
    await led(banquet.store.leases, "tick", tick.run, banquet.clock)


def tick_of(banquet: Banquet) -> Tick:
    """Return the clock of the digests for the platforms that are configured."""
    config, store, clock = banquet.config, banquet.store, banquet.clock
    calendar, publication = banquet.almanac.calendar, banquet.sources.publication
    times = run_times(config, banquet.almanac)
    once = round_of(banquet)
    core = banquet.core.reading({"bars": once.bars, "actions": once.actions}, once.settings)
    pushers = pushers_of(config, clock)
    runner = Runner(core, pushers, clock, config.bot.language, once.forget)
    planner = Planner(store.planning, runner, publication, calendar, clock, times, hours_of(config))
    reviser = Reviser(store.planning, runner, publication, times, calendar, store.notes, clock)
    return Tick(planner, reviser)


def round_of(banquet: Banquet) -> Round:
    """Return what reads each thing once for all the lines of a round."""
    store, sources, clock = banquet.store, banquet.sources, banquet.clock
    whole = KnownSessions(store.sessions, clock)
    return Round(
        RoundBars(KnownBars(sources.bars, clock), whole),
        RoundActions(KnownActions(sources.actions, clock)),
        RoundSettings(store.chat_settings),
    )


def hours_of(config: Config) -> Hours:
    """Return the operator's hours as the digests want them."""
    digests = config.digests
    return Hours(
        first_look=digests.close_first_look,
        deadline=digests.close_deadline,
        late_until=digests.close_late_until,
        morning=digests.morning,
        morning_expires=digests.morning_expires,
        week_expires=timedelta(hours=digests.week_expires_hours),
        expires=timedelta(hours=config.delivery.expires_hours),
    )

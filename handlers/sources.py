"""`/sources`: where figures come from, how old they are, and whether the sources answer."""

from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.market_ports import SourceHealth
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import Section, registry
from bot.core.replies import Reply
from handlers.saying.sources import told_sources


@registry.command("sources", "資料來源", section=Section.GENERAL, rank=25)
async def sources_(
    *, sources: SourceHealth, bars: Bars, almanac: Almanac, moment: Moment, say: Say
) -> Reply:
    """Where figures come from, how old they are, and whether the sources answer.

    /sources
    """
    states = await sources.states()
    span = await bars.span(moment.horizon)
    return told_sources(
        states, span, offline=sources.offline, calendar=almanac.calendar, moment=moment, say=say
    )

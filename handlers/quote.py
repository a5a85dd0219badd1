"""`/quote 2330 2317`: what instruments trade at now, or their latest close."""

from typing import Annotated

from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.market_ports import Actions, Opinions, Quotes, SourceHealth
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import registry
from bot.core.replies import Reply, paragraph
from bot.core.session_hours import in_session
from bot.market.instruments import Instrument
from handlers.move import move


@registry.command("quote", "報價", "即時", rank=12)
async def quote(
    instruments: Annotated[tuple[Instrument, ...], "codes or names, up to 12"],
    *,
    bars: Bars,
    actions: Actions,
    quotes: Quotes,
    opinions: Opinions,
    sources: SourceHealth,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply:
    """What instruments trade at now.

    /quote 2330
    /quote 2330 2317 2382

    While a session runs: the last trade with its time, if whoever runs this bot switched
    real-time quotes on. Otherwise: the latest close.
    """
    reply: Reply = await move(
        instruments, bars=bars, actions=actions, quotes=quotes, opinions=opinions,
        sources=sources, almanac=almanac, moment=moment, say=say,
    )  # fmt: skip
    if in_session(moment, almanac.calendar):
        return reply
    return reply.with_block(paragraph(say("No session is running: these are closes.")))

"""`/digest`: the AI-stock digest, after the close, before the open, or of the week."""

from typing import Annotated, Literal

from bot.core.clock import Moment
from bot.core.i18n import N_, Say
from bot.core.market_ports import Actions, Sessions
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import registry
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.core.settings import Settings
from bot.core.values import Names, SessionDate
from handlers.saying.digest_close import closed
from handlers.saying.digest_morning import opened
from handlers.saying.digest_week import week_told
from handlers.saying.look_close import look_close
from handlers.saying.look_morning import look_morning
from handlers.saying.look_own import own_basket
from handlers.saying.look_week import look_week
from handlers.saying.newsroom import Newsroom

Kind = Literal["close", "morning", "week"]


@registry.command("digest", "快報", "收盤快報", rank=15)
async def digest(
    day: Annotated[SessionDate | None, "session, the latest one by default"] = None,
    kind: Annotated[
        Kind,
        "close, morning or week",
        Names(
            {
                "close": (N_("close digest"), "收盤"),
                "morning": (N_("morning digest"), "盤前"),
                "week": (N_("week digest"), "週報"),
            }
        ),
    ] = "close",
    *,
    bars: Bars,
    sessions: Sessions,
    actions: Actions,
    almanac: Almanac,
    settings: Settings,
    request: Request,
    moment: Moment,
    say: Say,
) -> Reply:
    """The AI-stock digest: index, breadth, dinner, limits, events.

    /digest
    /digest 2025-02-03
    /digest morning
    /digest week

    The close digest tells the day, the morning digest what lies ahead, the week digest how the
    sessions of the week add up. What is not known is named, never estimated.
    """
    occasion = request.occasion
    room = Newsroom(
        bars, sessions, actions, almanac, moment, say,
        asked=occasion.session if occasion else day,
        by_clock=occasion is not None,
        final=occasion is not None and occasion.final,
        own=own_basket(settings["basket"], almanac),
    )  # fmt: skip
    if occasion:
        room.check_open(occasion.session)
    if kind == "morning":
        return opened(await look_morning(room), room)
    if kind == "week":
        return week_told(await look_week(room), room)
    return closed(await look_close(room), room)

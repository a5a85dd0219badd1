"""`/basket show ai`: who is on a list, by group, and how they did."""

from typing import Annotated, Literal

from bot.core.absent import no_data
from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.market_ports import Actions
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import registry
from bot.core.replies import Reply
from bot.core.settings import Settings
from bot.core.values import BasketName, SessionDate
from handlers.saying.basket import Listed, listed
from handlers.saying.members import edition_of

AI = BasketName("ai")


@registry.command("basket", "名單", rank=25)
async def basket(
    action: Annotated[Literal["show"] | None, "show its members"] = None,
    name: Annotated[BasketName | None, "the basket"] = None,
    day: Annotated[SessionDate | None, "session, the latest one by default"] = None,
    *,
    bars: Bars,
    actions: Actions,
    almanac: Almanac,
    settings: Settings,
    moment: Moment,
    say: Say,
) -> Reply:
    """Who is on a list, by group, and how they did.

    /basket ai
    /basket show ai 2025-02-03
    /basket dinner 2025-02-03

    The list of AI names is Banquet's own, for look-ups of any day; it is no advice. /basket list
    names all baskets, /basket new draws up one of the chat's own.
    """
    del action  # the word may be left out: other second words are commands of their own
    if name is None:
        chosen = BasketName(settings["basket"])
        name = chosen if chosen in almanac.baskets else AI
    edition = edition_of(name, day or moment.today, almanac, moment, say)
    if not edition.codes:
        title = say("Basket {name} has no members yet.", name=say.pick(almanac.baskets[name].title))
        raise AskerError(title, say("For example: /basket add {name} 2330", name=name))
    half = (len(edition.codes) + 1) // 2
    session = day or await bars.newest(edition.codes, moment.horizon, half)
    session = session or await bars.latest(edition.codes, moment.horizon)
    held = await bars.on(session, edition.codes) if session else {}
    if session is None or not held:
        title = say.pick(almanac.baskets[name].title)
        raise await no_data(
            title, edition.codes, day, bars=bars, moment=moment, say=say,
            line=f"/basket {name} {{}}".format,
        )  # fmt: skip
    happened = await actions.between(edition.codes, session, session)
    shown = Listed(almanac.baskets[name], edition, session, held, happened, asked=day is not None)
    return listed(shown, almanac, moment, say)

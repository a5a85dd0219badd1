"""`/basket add ours 2330`: more members of a basket."""

from typing import Annotated

from bot.core.audit import Author
from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.own_baskets import OwnBaskets, holder_of
from bot.core.parameters import Almanac
from bot.core.principals import Access
from bot.core.registry import Registry, Section, registry
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.core.values import Rest, Word
from handlers.saying.own_baskets import Desk


@registry.command(
    "basket_add",
    "加入",
    group="basket",
    section=Section.SETTINGS,
    access=Access.EDITOR,
    rank=31,
)
async def basket_add(
    name: Annotated[Word, "the basket's name"],
    members: Annotated[Rest, "codes or names, with weights as in 2330=40"],
    *,
    own_baskets: OwnBaskets,
    commands: Registry,
    almanac: Almanac,
    request: Request,
    author: Author,
    moment: Moment,
    say: Say,
) -> Reply:
    """Add members to a basket of this chat.

    /basket add ours 2382 2454
    """
    desk = Desk(own_baskets, holder_of(request.chat), author, almanac, commands, moment, say)
    basket = await desk.find(name)
    changed = basket.added(desk.weights("basket add", name, members), desk.from_session)
    if changed.spells == basket.spells:
        return desk.shown(basket, say("They were all in it already."))
    await desk.put(basket, changed)
    return desk.shown(changed, say("Added to {name}.", name=basket.title))

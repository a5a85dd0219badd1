"""`/basket remove ours 2330`: fewer members of a basket."""

from typing import Annotated

from bot.core.audit import Author
from bot.core.clock import Moment
from bot.core.errors import AskerError
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
    "basket_remove",
    "剔除",
    group="basket",
    section=Section.SETTINGS,
    access=Access.EDITOR,
    rank=32,
)
async def basket_remove(
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
    """Take members out of a basket of this chat.

    /basket remove ours 2317
    """
    desk = Desk(own_baskets, holder_of(request.chat), author, almanac, commands, moment, say)
    basket = await desk.find(name)
    gone = list(desk.weights("basket remove", name, members))
    if not set(gone) & set(basket.codes):
        raise AskerError(
            say("None of them is in {name}.", name=basket.title),
            say("/basket list shows what there is."),
        )
    changed = basket.removed(gone, desk.from_session)
    await desk.put(basket, changed)
    return desk.shown(changed, say("Taken out of {name}.", name=basket.title))

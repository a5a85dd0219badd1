"""`/basket new ours 2330 2317`: a basket of the chat's own."""

from typing import Annotated

from bot.core.audit import Author
from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.own_baskets import OwnBasket, OwnBaskets, holder_of
from bot.core.parameters import Almanac
from bot.core.principals import Access
from bot.core.registry import Registry, Section, registry
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.core.values import Rest, Word
from handlers.saying.own_baskets import Desk


@registry.command(
    "basket_new",
    "新增名單",
    group="basket",
    section=Section.SETTINGS,
    access=Access.EDITOR,
    rank=30,
)
async def basket_new(
    name: Annotated[Word, "the basket's name"],
    members: Annotated[Rest | None, "codes or names, with weights as in 2330=40"] = None,
    *,
    own_baskets: OwnBaskets,
    commands: Registry,
    almanac: Almanac,
    request: Request,
    author: Author,
    moment: Moment,
    say: Say,
) -> Reply:
    """Draw up a basket of this chat's own.

    /basket new ours 2330 2317 2454
    /basket new chips 2330=40 2454=60
    """
    desk = Desk(own_baskets, holder_of(request.chat), author, almanac, commands, moment, say)
    called = desk.new_name(name)
    weights = desk.weights("basket new", called, members or "")
    basket = OwnBasket(called, name.strip()).added(weights, desk.from_session)
    await desk.put(None, basket)
    return desk.shown(basket, say("Basket {name} is there.", name=basket.title))

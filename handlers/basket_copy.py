"""`/basket copy dinner ours`: a basket that is the chat's own to change."""

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
from bot.core.values import BasketName, Word
from handlers.saying.own_baskets import Desk, known_codes


@registry.command(
    "basket_copy",
    "複製",
    group="basket",
    section=Section.SETTINGS,
    access=Access.EDITOR,
    rank=35,
)
async def basket_copy(
    name: Annotated[BasketName, "the basket"],
    to: Annotated[Word, "the copy's name"],
    *,
    own_baskets: OwnBaskets,
    commands: Registry,
    almanac: Almanac,
    request: Request,
    author: Author,
    moment: Moment,
    say: Say,
) -> Reply:
    """Copy any basket into one of this chat's own.

    /basket copy dinner feast
    """
    desk = Desk(own_baskets, holder_of(request.chat), author, almanac, commands, moment, say)
    called = desk.new_name(to)
    edition = almanac.baskets[name].known_by(moment.yesterday).edition_on(moment.today)
    codes = known_codes(edition.codes if edition else (), almanac)
    basket = OwnBasket(called, to.strip()).added(dict.fromkeys(codes), desk.from_session)
    await desk.put(None, basket)
    return desk.shown(basket, say("Basket {name} is there.", name=basket.title))

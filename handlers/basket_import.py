"""`/basket import ours K7QX-2M4P-9RTV`: a basket from a code, or from pasted lines."""

from dataclasses import replace
from typing import Annotated

from bot.core.audit import Author
from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.own_baskets import OwnBasket, OwnBaskets, holder_of
from bot.core.parameters import Almanac
from bot.core.principals import Access
from bot.core.registry import Registry, Section, registry
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.core.values import Rest, Word
from handlers.saying.basket_tables import as_code, from_table, looks_like_code
from handlers.saying.own_baskets import Desk


@registry.command(
    "basket_import",
    "匯入",
    group="basket",
    section=Section.SETTINGS,
    access=Access.EDITOR,
    rank=36,
)
async def basket_import(
    name: Annotated[Word, "the basket's name"],
    source: Annotated[Rest, "a share code, or codes as copied from a table"],
    *,
    own_baskets: OwnBaskets,
    commands: Registry,
    almanac: Almanac,
    request: Request,
    author: Author,
    moment: Moment,
    say: Say,
) -> Reply:
    """Take a basket over from a share code or a pasted table.

    /basket import taken 2330 2317
    """
    desk = Desk(own_baskets, holder_of(request.chat), author, almanac, commands, moment, say)
    called = desk.new_name(name)
    shared = await own_baskets.shared(as_code(source), author)
    if shared is not None:
        basket = replace(shared, name=called, title=name.strip(), version=0)
    elif looks_like_code(source):
        raise AskerError(
            say("Nothing is shared under that code (any more)."),
            say("A code is good for 30 days: /basket export makes one."),
        )
    else:
        weights = desk.weights("basket import", called, from_table(source))
        basket = OwnBasket(called, name.strip()).added(weights, desk.from_session)
    await desk.put(None, basket)
    return desk.shown(basket, say("Basket {name} is there.", name=basket.title))

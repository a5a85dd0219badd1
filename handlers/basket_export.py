"""`/basket export ours`: a basket as a table and as a code to share."""

from typing import Annotated

from bot.core.audit import Author
from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.own_baskets import OwnBaskets, holder_of
from bot.core.parameters import Almanac
from bot.core.principals import Access
from bot.core.registry import Registry, Section, registry
from bot.core.replies import Attachment, Reply, paragraph
from bot.core.requests import Request
from bot.core.values import BasketName
from handlers.saying.basket_tables import as_code, built_in, new_code, to_table
from handlers.saying.own_baskets import Desk


@registry.command(
    "basket_export",
    "匯出",
    group="basket",
    section=Section.SETTINGS,
    access=Access.EDITOR,
    rank=37,
)
async def basket_export(
    name: Annotated[BasketName, "the basket"],
    *,
    own_baskets: OwnBaskets,
    commands: Registry,
    almanac: Almanac,
    request: Request,
    author: Author,
    moment: Moment,
    say: Say,
) -> Reply:
    """Hand a basket out: as a file, and as a code for other chats.

    /basket export dinner
    """
    desk = Desk(own_baskets, holder_of(request.chat), author, almanac, commands, moment, say)
    held = {one.name: one for one in await own_baskets.of(desk.holder)}
    basket = held.get(name) or built_in(name, almanac, moment)
    code = new_code()
    await own_baskets.share(desk.holder, basket, as_code(code), author)
    line = f"/basket import {basket.name} {code}"
    return Reply(
        say("Basket {name}, {count} members", name=basket.title, count=len(basket.members)),
        (paragraph(say("In another chat, for 30 days: {line}", line=line)),),
        summary={"basket": basket.name, "code": code},
        attachments=(Attachment(f"basket-{new_code()[:4]}.csv", to_table(basket, almanac)),),
        private=True,
    )

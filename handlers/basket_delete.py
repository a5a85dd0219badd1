"""`/basket delete ours`: do without a basket, after a second yes."""

from typing import Annotated, Literal

from bot.core.audit import Author
from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.own_baskets import OwnBaskets, holder_of
from bot.core.parameters import Almanac
from bot.core.principals import Access
from bot.core.registry import Registry, Section, registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.values import Names, Word
from handlers.saying.own_baskets import Desk


@registry.command(
    "basket_delete",
    "刪除名單",
    group="basket",
    section=Section.SETTINGS,
    access=Access.EDITOR,
    rank=34,
)
async def basket_delete(
    name: Annotated[Word, "the basket's name"],
    sure: Annotated[
        Literal["yes"] | None, "yes, to delete it", Names({"yes": ("Yes", "確定")})
    ] = None,
    *,
    own_baskets: OwnBaskets,
    commands: Registry,
    almanac: Almanac,
    request: Request,
    author: Author,
    moment: Moment,
    say: Say,
) -> Reply:
    """Delete a basket of this chat.

    /basket delete servers
    """
    desk = Desk(own_baskets, holder_of(request.chat), author, almanac, commands, moment, say)
    basket = await desk.find(name)
    if sure is None:
        text = say("It has {count} members. /undo brings it back within a day.",
                   count=len(basket.members))  # fmt: skip
        yes = Button(say("Yes, delete"), f"/basket delete {basket.name} yes", once=True)
        row = (yes, Button(say("No"), f"/basket show {basket.name}"))
        return Reply(say("Delete basket {name}?", name=basket.title), (paragraph(text),), (row,),
                     private=True)  # fmt: skip
    await desk.put(basket, None)
    return Reply(say("Basket {name} is deleted.", name=basket.title),
                 buttons=((Button(say("Baskets"), "/basket list"),),), private=True)  # fmt: skip

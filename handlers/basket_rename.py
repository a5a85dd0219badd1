"""`/basket rename ours servers`: another name for a basket."""

from dataclasses import replace
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
    "basket_rename",
    "改名",
    group="basket",
    section=Section.SETTINGS,
    access=Access.EDITOR,
    rank=33,
)
async def basket_rename(
    name: Annotated[Word, "the basket's name"],
    to: Annotated[Word, "its new name"],
    title: Annotated[Rest | None, "its title, the name by default"] = None,
    *,
    own_baskets: OwnBaskets,
    commands: Registry,
    almanac: Almanac,
    request: Request,
    author: Author,
    moment: Moment,
    say: Say,
) -> Reply:
    """Give a basket of this chat another name.

    /basket rename ours servers
    """
    desk = Desk(own_baskets, holder_of(request.chat), author, almanac, commands, moment, say)
    basket = await desk.find(name)
    called = desk.new_name(to)
    changed = replace(basket, name=called, title=(title or to).strip()[:40])
    await desk.put(basket, changed)
    return desk.shown(changed, say("{old} is called {name} now.", old=basket.title,
                                   name=changed.title))  # fmt: skip

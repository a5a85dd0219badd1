"""`/unsubscribe 12`: end a subscription of this chat; the answer offers it again."""

from collections.abc import Sequence
from typing import Annotated

from bot.core.audit import Author
from bot.core.i18n import Say
from bot.core.principals import Access
from bot.core.registry import Section, registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.settings import Settings
from bot.core.subscriptions import Subscription, Subscriptions
from bot.core.text import fold
from bot.core.values import Rest
from handlers.saying.listed_orders import no_orders
from handlers.saying.order_refusals import no_such_order
from handlers.saying.schedules import order_line
from handlers.saying.words import order_words

_ALL = {"all", "全部"}


@registry.command(
    "unsubscribe", "取消訂閱", "退訂", section=Section.SETTINGS, access=Access.EDITOR, rank=22
)
async def unsubscribe(
    what: Annotated[Rest | None, "its number, its line, or: all"] = None,
    *,
    subscriptions: Subscriptions,
    author: Author,
    settings: Settings,
    request: Request,
    say: Say,
) -> Reply:
    """End a subscription of this chat.

    /unsubscribe
    /unsubscribe /digest
    /unsubscribe all

    What waits to be sent for it is not sent. In a group only its admins and editors can do this.
    """
    held = await subscriptions.of(request.chat)
    if not held:
        return no_orders(say)
    if not what:
        return _choose(held, say)
    chosen = _named(what, held)
    if not chosen:
        raise no_such_order(what, say)
    await subscriptions.remove(request.chat, [order.id for order in chosen], author)
    zone = settings["zone"]
    again = tuple(
        (Button(say("Subscribe again"), f"/subscribe {order_words(order, zone)}"),)
        for order in chosen[:3]
    )
    lines = [order_line(order, say) for order in chosen]
    summary = {"removed": [order.id for order in chosen]}
    return Reply(say("Unsubscribed."), (paragraph(*lines),), again, summary=summary, private=True)


def _named(what: str, held: Sequence[Subscription]) -> list[Subscription]:
    """Return the orders that a number, a line or “all” names."""
    typed = fold(what).lstrip("#")
    if typed in _ALL:
        return list(held)
    if typed.isascii() and typed.isdigit():
        return [order for order in held if str(order.id) == typed]
    line = typed if typed.startswith("/") else f"/{typed}"
    return [order for order in held if fold(order.line) == line]


def _choose(held: Sequence[Subscription], say: Say) -> Reply:
    """Let the asker pick."""
    rows = tuple(
        (Button(say("Remove #{number}", number=order.id), f"/unsubscribe {order.id}"),)
        for order in held[:8]
    )
    lines = [order_line(order, say) for order in held]
    return Reply(say("Which one?"), (paragraph(*lines),), rows, private=True)

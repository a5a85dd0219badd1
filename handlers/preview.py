"""`/preview 12`: what a subscription would send now, to the asker alone."""

from dataclasses import replace
from typing import Annotated

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.orderable import checked_line
from bot.core.ordering import read_order
from bot.core.parameters import Almanac
from bot.core.registry import Registry, Section, registry
from bot.core.replies import Reply, paragraph
from bot.core.requests import Request
from bot.core.subscriptions import Runs, Subscription, Subscriptions
from bot.core.text import echo, fold
from bot.core.values import Rest
from handlers.saying.order_refusals import no_such_order

DEFAULT = "/digest"


@registry.command("preview", "預覽", section=Section.GENERAL, rank=40)
async def preview(
    what: Annotated[Rest | None, "a subscription's number, or a line"] = None,
    *,
    subscriptions: Subscriptions,
    runs: Runs,
    commands: Registry,
    almanac: Almanac,
    request: Request,
    moment: Moment,
    say: Say,
) -> Reply:
    """What would be sent now, to you alone.

    /preview
    /preview /digest morning
    """
    order = await _numbered(what or "", subscriptions, request, say)
    line = order.line if order else checked_line(
        read_order((what or DEFAULT).split(), commands).line or what or DEFAULT,
        "/preview", commands, almanac, moment, say, once=True,
    )  # fmt: skip
    reply = await runs.answer(replace(request, text=line, named=None, addressed=True))
    if reply is None:
        raise AskerError(say("There is no command “{text}”.", text=echo(line)))
    if reply.fault is not None:
        return replace(reply, private=True)
    note = paragraph(say("Preview of {line}: nothing was sent to the chat.", line=line))
    return replace(reply, blocks=(note, *reply.blocks), private=True)


async def _numbered(
    what: str, subscriptions: Subscriptions, request: Request, say: Say
) -> Subscription | None:
    """Return the order that a number names; None where something else was typed."""
    typed = fold(what).lstrip("#")
    if not (typed.isascii() and typed.isdigit()):
        return None
    order = await subscriptions.find(request.chat, int(typed[:20]))
    if order is None:
        raise no_such_order(f"#{typed}", say)
    return order

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
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.subscriptions import Runs, Subscriptions
from bot.core.text import fold
from bot.core.values import Rest

DEFAULT = "/digest"


@registry.command("preview", "預覽", section=Section.SETTINGS, rank=23)
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
    typed = fold(what or "").lstrip("#")
    if typed.isascii() and typed.isdigit():
        order = await subscriptions.find(request.chat, int(typed[:20]))
        if order is None:
            row = (Button(say("Manage subscriptions"), "/subscriptions"),)
            message = say("This chat has no subscription “{text}”.", text=f"#{typed[:20]}")
            raise AskerError(message, say("Its subscriptions:"), (row,))
        line = order.line
    else:
        line = read_order((what or DEFAULT).split(), commands).line or what or DEFAULT
        line = checked_line(line, commands, almanac, moment, say)
    reply = await runs.answer(replace(request, text=line, named=None, addressed=True))
    if reply is None:
        raise AskerError(say("There is no command “{text}”.", text=line))
    note = paragraph(say("Preview of {line}: only you see this where the platform allows.",
                         line=line))  # fmt: skip
    return replace(reply, blocks=(note, *reply.blocks), private=True)

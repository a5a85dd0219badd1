"""`/start`: what this is, in a few lines."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.principals import ChatKind
from bot.core.registry import Section, registry
from bot.core.remote import prefix_of
from bot.core.replies import Button, Examples, Reply, paragraph
from bot.core.requests import Request
from bot.core.subscriptions import Runs
from bot.core.tickets import Tickets
from bot.core.values import Word

_STORY = date(2025, 2, 3)
"""The session that Banquet was made for; before its close is known the examples have no date."""


async def _admitted(ticket: str, tickets: Tickets, runs: Runs, request: Request, say: Say) -> Reply:
    """Open what a link was made for, once, for the person it was made for."""
    found = await tickets.redeem(ticket, request.principal, request.at)
    line = f"{prefix_of(found.chat)} /settings" if found else ""
    reply = await runs.answer(replace(request, text=line, named=None)) if found else None
    if reply is None:
        raise AskerError(
            say("This link was used or is too old."),
            say("Write /settings in the group again; a link is good for ten minutes."),
        )
    return reply


@registry.command("start", "開始", section=Section.GENERAL, rank=20)
async def start(
    ticket: Annotated[Word | None, "what a link carries"] = None,
    *,
    tickets: Tickets,
    runs: Runs,
    request: Request,
    moment: Moment,
    say: Say,
) -> Reply:
    """What Banquet is, in a few lines."""
    if ticket and request.chat.kind is ChatKind.PRIVATE:
        return await _admitted(ticket, tickets, runs, request, say)
    day = f" {_STORY}" if moment.horizon >= _STORY else ""
    examples = (
        (f"/move 2330{day}", say("what one stock did that day")),
        (f"/dinnerlist{day}", say("the companies at the trillion-yuan dinner")),
        ("/index", say("the TAIEX")),
    )
    row = tuple(Button(line, line) for line, _ in examples)
    return Reply(
        title=say("Banquet: Taiwan's AI stocks, session by session"),
        blocks=(
            paragraph(say("Every figure comes with its date and source; unknown is shown as —.")),
            Examples(examples),
            paragraph(
                say("/help lists everything, /lang changes the language."),
                say(
                    "Kept about a chat: its id, its language, and for seven days the lines it sent."
                ),
                say("Figures for information, not investment advice."),
            ),
        ),
        buttons=(row[:2], row[2:]),
        private=True,
    )

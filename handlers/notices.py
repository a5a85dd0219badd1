"""`/maintenance on …` and `/incident …`: what the operator tells everyone who asks."""

from typing import Annotated, Literal

from bot.core.audit import Author
from bot.core.errors import AskerError
from bot.core.i18n import N_, Say
from bot.core.notice_board import Notice, NoticeBoard
from bot.core.principals import Access
from bot.core.registry import Section, registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.text import fold
from bot.core.values import Names, Rest
from bot.core.verbatim import verbatim

MOST = 200
_OFF = frozenset({"off", "關", "關閉"})


@registry.command("maintenance", "維護", section=Section.OWNER, access=Access.OWNER, rank=21)
async def maintenance(
    state: Annotated[
        Literal["on", "off"] | None,
        "on or off",
        Names({"on": (N_("on"), "開"), "off": (N_("off"), "關")}),
    ] = None,
    text: Annotated[Rest | None, "what askers are told meanwhile"] = None,
    *,
    notice_board: NoticeBoard,
    request: Request,
    author: Author,
    say: Say,
) -> Reply:
    """Ask everyone but owners to wait; subscriptions go on.

    /maintenance on We are moving to a new machine until 18:00.
    /maintenance off
    """
    if state is not None:
        words = _short(verbatim(request, "text", 2 if text else 99), say) if state == "on" else None
        await notice_board.put(Notice.MAINTENANCE, words, author)
    held = await notice_board.maintenance()
    if held is None:
        row = (Button(say("Maintenance on"), "/maintenance on", once=True),)
        return Reply(say("No maintenance: everyone is answered."), buttons=(row,), private=True)
    row = (Button(say("Maintenance off"), "/maintenance off", once=True),)
    said = held or say("Banquet is being worked on.")
    title = say("Maintenance: only owners are answered.")
    return Reply(title, (paragraph(say("Askers read: {text}", text=said)),), (row,), private=True)


@registry.command("incident", "異常", section=Section.OWNER, access=Access.OWNER, rank=22)
async def incident(
    text: Annotated[Rest | None, "one sentence, or: off"] = None,
    *,
    notice_board: NoticeBoard,
    request: Request,
    author: Author,
    say: Say,
) -> Reply:
    """Put a sentence under answers, once a day in each chat, while something is wrong.

    /incident Figures of the Taipei Exchange are late today.
    /incident off
    """
    if text:
        words = None if fold(text) in _OFF else _short(verbatim(request, "text", 1), say)
        await notice_board.put(Notice.INCIDENT, words, author)
    held = await notice_board.incident()
    if held is None:
        title, hint = say("No incident is told."), say("/incident and a sentence tells one.")
        return Reply(title, (paragraph(hint),), private=True)
    row = (Button(say("Incident over"), "/incident off", once=True),)
    title = say("Told under answers, once a day in each chat:")
    return Reply(title, (paragraph(held),), (row,), private=True)


def _short(text: str, say: Say) -> str:
    """Return the text on one line; a notice is a sentence, no article."""
    words = " ".join(text.split())
    if len(words) > MOST:
        message = say("That is too long: {count} of {most} characters.", count=len(words),
                      most=MOST)  # fmt: skip
        raise AskerError(message, say("Say it in one sentence."))
    return words

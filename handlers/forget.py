"""`/forget`: delete everything that is stored about this chat, after a second yes."""

from typing import Annotated, Literal

from bot.core.chat_life import ChatLife, Forgotten, counts
from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.principals import Access, ChatKind
from bot.core.registry import Section, registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.values import Names
from handlers.saying.forgotten import forgotten_lines


@registry.command("forget", "忘記", section=Section.SETTINGS, access=Access.ADMIN, rank=60)
async def forget(
    sure: Annotated[
        Literal["yes"] | None, "yes, to delete it", Names({"yes": ("Yes", "確定")})
    ] = None,
    *,
    chat_life: ChatLife,
    request: Request,
    moment: Moment,
    say: Say,
) -> Reply:
    """Delete everything that is stored about this chat.

    /forget

    Settings, subscriptions, baskets, editors, messages, buttons and the log go at once and cannot
    be brought back; the bot stays. In a group only its admins can do this. /forget me is for
    what is stored about oneself.
    """
    if sure is None:
        return _ask(say)
    private = request.chat.kind is ChatKind.PRIVATE
    person = request.principal.id if private else 0
    return _told(await chat_life.forget(request.chat, person, moment.now), say)


def _ask(say: Say) -> Reply:
    """Ask again before anything is deleted."""
    return Reply(
        say("Delete everything about this chat?"),
        (
            paragraph(
                say("Settings, subscriptions, baskets, editors, the log, what was sent and waits."),
                say("This cannot be undone."),
            ),
        ),
        ((Button(say("Yes, delete"), "/forget yes"), Button(say("No"), "/help")),),
        private=True,
    )


def _told(gone: Forgotten, say: Say) -> Reply:
    """Say what was deleted, without a button: buttons are stored, too."""
    lines = (
        *forgotten_lines(gone, say),
        say("This answer itself is deleted here within minutes."),
    )
    title = say("Everything about this chat is deleted.")
    return Reply(title, (paragraph(*lines),), summary=dict(counts(gone)), private=True)

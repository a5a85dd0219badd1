"""`/forget me`: delete what is stored about oneself in all chats, after a second yes."""

from typing import Annotated, Literal

from bot.core.chat_life import ChatLife, counts
from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.registry import Section, registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.values import Names
from handlers.saying.forgotten import forgotten_lines


@registry.command("forget_me", "我", group="forget", section=Section.SETTINGS, rank=61)
async def forget_me(
    sure: Annotated[
        Literal["yes"] | None, "yes, to delete it", Names({"yes": ("Yes", "確定")})
    ] = None,
    *,
    chat_life: ChatLife,
    request: Request,
    moment: Moment,
    say: Say,
) -> Reply:
    """Delete what is stored about you, in all chats.

    /forget me

    Your list, your rights as an editor, your buttons and the texts you sent go; what you changed
    in groups stays, without your id. Your private chat with the bot has a /forget of its own.
    """
    person = request.principal
    if sure is None or not person.id:
        return _ask(say)
    gone = await chat_life.forget_person(person.platform, person.id, moment.now)
    lines = [
        *forgotten_lines(gone, say),
        say("An id that is banned stays in the list of bans."),
        say("Here your private chat stays as it is; /forget there deletes it."),
    ]
    title = say("Nothing here names you any more.")
    return Reply(title, (paragraph(*lines),), summary=dict(counts(gone)), private=True)


def _ask(say: Say) -> Reply:
    """Ask again before anything is deleted."""
    said = (
        say("Your list, your rights as an editor, your buttons, the texts you sent."),
        say("What you changed in groups stays, without your id."),
        say("This cannot be undone."),
    )
    row = (Button(say("Yes, delete"), "/forget me yes", once=True), Button(say("No"), "/privacy"))
    return Reply(say("Delete everything about you?"), (paragraph(*said),), (row,), private=True)

"""`/undo`: take the last change of this chat back, after a second yes."""

from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from bot.core.audit import UNDO_WITHIN, Audit, Author, Entry
from bot.core.chat_life import resumed
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.principals import Access
from bot.core.registry import Section, registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.run_times import RunTimes
from bot.core.settings import Settings
from bot.core.undo import UNDOABLE, Undoing, kind_of
from bot.core.values import Names, Range
from handlers.saying.changes import Changes
from handlers.saying.operators_own import meant

LARGEST = 999_999_999


@registry.command("undo", "復原", section=Section.SETTINGS, access=Access.ADMIN, rank=42)
async def undo(
    of: Annotated[
        Literal["operator"] | None,
        "operator, for what holds in all chats",
        Names({"operator": ("operator", "營運者")}),
    ] = None,
    number: Annotated[int | None, Range(1, LARGEST), "which change"] = None,
    *,
    audit: Audit,
    undoing: Undoing,
    run_times: RunTimes,
    owners: frozenset[str],
    settings: Settings,
    almanac: Almanac,
    request: Request,
    author: Author,
    say: Say,
) -> Reply:
    """Take the last change of this chat back.

    /undo

    It is shown first and taken back at a press, up to a day after it was made. In a group only
    its admins can do this.
    """
    chat = meant(of, request, owners, say)
    entry = await (audit.last(chat) if number is None else audit.find(chat, number))
    if entry is None or author.at - entry.at > UNDO_WITHIN or kind_of(entry) not in UNDOABLE:
        raise AskerError(
            say("There is nothing to take back."),
            say("The last change can be taken back for a day; /log shows all of them."),
        )
    changes = Changes(ZoneInfo(settings["zone"]), almanac, say)
    word = f"{of} " if of else ""
    if number is None:
        return _asked(entry, changes, word)
    done = await undoing.undo(entry, author, lambda one: resumed(one, run_times, author.at))
    if done is None:
        raise AskerError(
            say("It was changed again since, so nothing was taken back."),
            say("/log shows what happened."),
        )
    again = Button(say("Bring it back"), f"/undo {word}{done}", once=True)
    return Reply(
        say("Taken back."),
        (paragraph(changes.line(entry)),),
        ((again, Button(say("Changes"), f"/log {word}".strip())),),
        summary={"undone": entry.id, "change": done},
        private=True,
    )


def _asked(entry: Entry, changes: Changes, word: str) -> Reply:
    """Show the change and ask."""
    say = changes.say
    yes = Button(say("Yes, undo"), f"/undo {word}{entry.id}", once=True)
    return Reply(
        say("Take this change back?"),
        (paragraph(changes.line(entry)),),
        ((yes, Button(say("No"), f"/log {word}".strip())),),
        summary={"change": entry.id},
        private=True,
    )

"""`/log`: who changed what in this chat, and when."""

from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from bot.core.audit import Audit
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.principals import Access
from bot.core.registry import Section, registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.settings import Settings
from bot.core.values import Names, Range
from handlers.saying.changes import UNDONE, Changes
from handlers.saying.operators_own import meant

SHOWN = 10
LARGEST = 999_999_999


@registry.command("log", "紀錄", section=Section.SETTINGS, access=Access.EDITOR, rank=41)
async def log(
    of: Annotated[
        Literal["operator"] | None,
        "operator, for what holds in all chats",
        Names({"operator": ("operator", "營運者")}),
    ] = None,
    count: Annotated[int | None, Range(1, 20), "how many"] = None,
    before: Annotated[int | None, Range(1, LARGEST), "older than this number"] = None,
    *,
    audit: Audit,
    owners: frozenset[str],
    settings: Settings,
    almanac: Almanac,
    request: Request,
    say: Say,
) -> Reply:
    """Who changed what in this chat, the newest first.

    /log
    /log 20

    People are told by their ids. Changes are kept for a year; /undo takes the last one back. In a
    group only its admins and editors can ask.
    """
    chat, shown = meant(of, request, owners, say), count or SHOWN
    found = await audit.entries(chat, shown + 1, before)
    entries = found[:shown]
    if not entries:
        title = say("No changes further back.") if before else say("Nothing was changed yet.")
        return Reply(title, private=True)
    changes = Changes(ZoneInfo(settings["zone"]), almanac, say)
    lines = [changes.line(entry) for entry in entries]
    if any(entry.undone for entry in entries):
        lines.append(say("{mark}= part of an undo", mark=UNDONE))
    word = f"{of} " if of else ""
    older = Button(say("Older"), f"/log {word}{shown} {entries[-1].id}")
    row = (
        *((older,) if len(found) > shown else ()),
        Button(say("Undo…"), f"/undo {word}".strip()),
    )
    return Reply(
        say("Changes"),
        (paragraph(*lines),),
        (row,),
        summary={"changes": [entry.id for entry in entries]},
        private=True,
    )

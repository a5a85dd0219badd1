"""`/editors add 123`: people whom a group's admins let set the bot up."""

import re
from typing import Annotated, Literal

from bot.core.audit import Author
from bot.core.editors import MOST_EDITORS, Editors
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.principals import Access, Chat, ChatKind
from bot.core.registry import Section, registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.text import echo
from bot.core.values import Names, Rest

_PERSON = re.compile(r"(?:<@!?)?([1-9][0-9]{0,18})>?")
"""An id as it is, or the way Discord writes a mention."""


@registry.command("editors", "編輯者", section=Section.SETTINGS, access=Access.ADMIN, rank=40)
async def editors_(
    action: Annotated[
        Literal["add", "remove"] | None,
        "what to do",
        Names({"add": ("Add", "新增"), "remove": ("Remove", "移除")}),
    ] = None,
    who: Annotated[Rest | None, "the person's id; /whoami tells one's own"] = None,
    *,
    editors: Editors,
    request: Request,
    author: Author,
    say: Say,
) -> Reply:
    """Who may set this group's bot up besides its admins.

    /editors
    /editors add 123456789

    Editors change settings, subscriptions and baskets; they name no further editors and delete
    nothing for good. In a group only its admins can do this.
    """
    chat = request.chat
    if chat.kind is ChatKind.PRIVATE:
        title = say("A private chat needs no editors: you alone are in it.")
        return Reply(title, (paragraph(say("Write this in a group that has the bot.")),),
                     private=True)  # fmt: skip
    person = request.about if not who else _person(who, say)
    if action is None or person is None:
        return await _listed(chat, editors, say)
    if action == "add":
        return await _added(chat, person, editors, author, say)
    await editors.remove(chat, person, author)
    return await _listed(chat, editors, say, say("{person} is no editor any more.", person=person))


async def _added(chat: Chat, person: int, editors: Editors, author: Author, say: Say) -> Reply:
    """Make somebody an editor unless there are enough."""
    if await editors.add(chat, person, author):
        return await _listed(chat, editors, say, say("{person} is an editor now.", person=person))
    if await editors.has(chat, person):
        return await _listed(
            chat, editors, say, say("{person} was an editor already.", person=person)
        )
    raise AskerError(
        say("A group can have {most} editors.", most=MOST_EDITORS),
        say("Remove one first: /editors"),
    )


def _person(who: str, say: Say) -> int:
    """Read an id or a mention; names are nobody's identity."""
    found = _PERSON.fullmatch(who.strip())
    if found is None:
        raise AskerError(
            say("“{text}” is no id.", text=echo(who)),
            say("Names can be taken by anyone; /whoami tells a person's id."),
        )
    return int(found[1])


async def _listed(chat: Chat, editors: Editors, say: Say, said: str = "") -> Reply:
    """List the editors, each with a button to remove them."""
    held = await editors.of(chat)
    lines = [
        say("{person}, since {day}", person=one.person, day=f"{one.made_at:%Y-%m-%d}")
        for one in held
    ] or [say("There are none. /editors add and a person's id makes one.")]
    buttons = [
        Button(
            say("Remove {person}", person=one.person), f"/editors remove {one.person}", once=True
        )
        for one in held
    ]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Reply(
        said or say("Editors of this group"),
        (paragraph(*lines),),
        rows,
        summary={"editors": [one.person for one in held]},
        private=True,
    )

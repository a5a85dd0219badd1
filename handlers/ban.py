"""`/ban person telegram:123 spam`: who gets no answer from this Banquet any more."""

from typing import Annotated, Literal

from bot.core.audit import Author
from bot.core.bans import Ban, Banned, Bans
from bot.core.errors import AskerError
from bot.core.i18n import N_, Say
from bot.core.principals import Access
from bot.core.registry import Section, registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.text import echo
from bot.core.values import Names, Rest, Word
from handlers.saying.bans import ban_line, listed, read_ban

REASON_MOST = 200


@registry.command("ban", "封鎖", section=Section.OWNER, access=Access.OWNER, rank=30)
async def ban(
    kind: Annotated[
        Literal["chat", "person"] | None,
        "chat or person",
        Names({"chat": (N_("chat"), "聊天室"), "person": (N_("person"), "使用者")}),
    ] = None,
    whom: Annotated[Word | None, "platform and id, such as telegram:123"] = None,
    reason: Annotated[Rest | None, "why, for owners' eyes"] = None,
    *,
    bans: Bans,
    owners: frozenset[str],
    author: Author,
    say: Say,
) -> Reply:
    """Answer a chat or a person no more; alone, list the bans.

    /ban
    /ban person telegram:123456789 floods groups

    Owners cannot be banned.
    """
    if kind is None or whom is None:
        return listed(await bans.all(), say)
    wanted = read_ban(Banned(kind), whom, (reason or "")[:REASON_MOST], author.at, say)
    key = f"{wanted.platform}:{wanted.id}"
    if key in owners or key == author.key:
        raise AskerError(say("{whom} is an owner.", whom=echo(whom)), say("Owners stay heard."))
    title = say("Banned: {whom}", whom=key)
    if not await bans.add(wanted, author):
        title = say("Banned already: {whom}", whom=key)
    return _done(title, wanted, say)


@registry.command("unban", "解除封鎖", section=Section.OWNER, access=Access.OWNER, rank=31)
async def unban(
    kind: Annotated[
        Literal["chat", "person"],
        "chat or person",
        Names({"chat": (N_("chat"), "聊天室"), "person": (N_("person"), "使用者")}),
    ],
    whom: Annotated[Word, "platform and id, such as telegram:123"],
    *,
    bans: Bans,
    author: Author,
    say: Say,
) -> Reply:
    """Answer a banned chat or person again.

    /unban person telegram:123456789
    """
    lifted = read_ban(Banned(kind), whom, "", author.at, say)
    key = f"{lifted.platform}:{lifted.id}"
    if not await bans.remove(lifted, author):
        raise AskerError(say("{whom} is not banned.", whom=key), say("/ban lists who is."))
    row = (Button(say("Bans"), "/ban"),)
    return Reply(say("Not banned any more: {whom}", whom=key), buttons=(row,), private=True)


def _done(title: str, ban: Ban, say: Say) -> Reply:
    """Say who gets no answer now."""
    row = (
        Button(say("Lift"), f"/unban {ban.kind} {ban.platform}:{ban.id}", once=True),
        Button(say("Bans"), "/ban"),
    )
    summary = {"kind": ban.kind.value, "banned": f"{ban.platform}:{ban.id}"}
    return Reply(title, (paragraph(ban_line(ban, say)),), (row,), summary=summary, private=True)

"""Bans in words, and who is meant by `telegram:123`."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.core.bans import Ban, Banned
from bot.core.errors import AskerError
from bot.core.i18n import N_, Say
from bot.core.replies import Button, Reply, paragraph
from bot.core.text import echo

SHOWN = 20
BUTTONS = 6
_WHOM = re.compile(r"(telegram|discord):(-?[1-9][0-9]{0,18})")
_KINDS = {Banned.CHAT: N_("chat"), Banned.PERSON: N_("person")}


def read_ban(kind: Banned, whom: str, reason: str, at: datetime, say: Say) -> Ban:
    """Read who is meant: a platform and an id, for a name can be taken by anyone."""
    found = _WHOM.fullmatch(whom.strip().casefold())
    if found is None or abs(int(found[2])) >= 2**63:
        raise AskerError(
            say("“{text}” is no platform and id.", text=echo(whom)),
            say("Such as telegram:123456789, or telegram:-1001234567890 for a group."),
        )
    return Ban(kind, found[1], int(found[2]), reason, at)


def ban_line(ban: Ban, say: Say) -> str:
    """Say one ban."""
    day = f"{ban.made_at:%Y-%m-%d}" if ban.made_at else "—"
    whom = f"{ban.platform}:{ban.id}"
    return say("{kind} {whom} · since {day} · {reason}", kind=say(_KINDS[ban.kind]), whom=whom,
               day=day, reason=ban.reason or say("no reason given"))  # fmt: skip


def listed(bans: Sequence[Ban], say: Say) -> Reply:
    """List the newest bans, the first ones with a button to lift them."""
    if not bans:
        return Reply(say("Nobody is banned."), private=True)
    lines = [ban_line(ban, say) for ban in bans[:SHOWN]]
    if len(bans) > SHOWN:
        lines.append(say("and {count} more", count=len(bans) - SHOWN))
    rows = tuple(
        (
            Button(
                say("Lift {whom}", whom=f"{ban.platform}:{ban.id}"),
                f"/unban {ban.kind} {ban.platform}:{ban.id}",
                once=True,
            ),
        )
        for ban in bans[:BUTTONS]
    )
    summary = {"bans": [f"{ban.kind} {ban.platform}:{ban.id}" for ban in bans]}
    return Reply(say("Bans"), (paragraph(*lines),), rows, summary=summary, private=True)

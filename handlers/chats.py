"""`/chats`: how many chats use Banquet, and how; never which."""

from bot.core.broadcasts import HEARD_WITHIN
from bot.core.chat_counts import ChatCounts
from bot.core.clock import Moment
from bot.core.i18n import N_, Say
from bot.core.principals import Access
from bot.core.registry import Section, registry
from bot.core.replies import Reply, paragraph

_NAMES = {"telegram": "Telegram", "discord": "Discord"}
_KINDS = {"private": N_("private chats"), "group": N_("groups"), "": N_("chats")}


@registry.command("chats", "聊天室", section=Section.OWNER, access=Access.OWNER, rank=11)
async def chats(*, chat_counts: ChatCounts, moment: Moment, say: Say) -> Reply:
    """How many chats use Banquet: numbers alone.

    /chats
    """
    found = await chat_counts.counted(moment.now - HEARD_WITHIN)
    lines = [
        say("{platform}, {kind}: {chats}; {active} active, {away} away, {orders} subscriptions",
            platform=_NAMES.get(one.platform, one.platform), kind=say(_KINDS.get(one.kind, "")),
            chats=one.chats, active=one.active, away=one.away, orders=one.subscriptions)
        for one in found
    ]  # fmt: skip
    note = say("Active: answered within 90 days, or with a subscription that runs.")
    return Reply(
        say("Chats"),
        (paragraph(*lines, note) if lines else paragraph(say("There are none yet.")),),
        summary={
            f"{one.platform}_{one.kind or 'other'}": {
                "chats": one.chats,
                "active": one.active,
                "away": one.away,
                "subscriptions": one.subscriptions,
            }
            for one in found
        },
        private=True,
    )

"""What is stored, why and for how long: the one list that people are told from.

A test holds it against the tables there are and the times after which they are swept.
"""

from dataclasses import dataclass
from typing import Final

from bot.core.i18n import N_


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing that is stored; the sentences are msgids."""

    tables: tuple[str, ...]
    what: str
    why: str
    until: str
    """When it goes; may name `{lives}` and `{days}`."""
    lives: int = 0
    """Days for which it is of use, where that is fixed."""
    days: int | None = None
    """Days after its end on which it is deleted; None = it stays until somebody deletes it."""


UNTIL_FORGOTTEN: Final = N_("until /forget")
KEPT: Final = (
    Kept(
        ("chats", "topic_settings", "chat_aliases"),
        N_("A chat's id, what it chose, and when it was last answered"),
        N_("to answer the way the chat wants"),
        UNTIL_FORGOTTEN,
    ),
    Kept(
        ("subscriptions", "skips"),
        N_("Subscriptions, with the id of who made them"),
        N_("to send what was ordered"),
        N_("until they are ended, or /forget"),
    ),
    Kept(
        ("baskets", "basket_members"),
        N_("A chat's baskets, and your own list"),
        N_("to look them up by name"),
        N_("until they are deleted, or /forget"),
    ),
    Kept(
        ("basket_shares",),
        N_("Copies of baskets that were handed out by code"),
        N_("so that another chat can take them"),
        N_("{lives} days"),
        lives=30,
        days=0,
    ),
    Kept(
        ("editors",),
        N_("Ids of editors, and who named them"),
        N_("to know who may set the bot up"),
        N_("until they are removed, or /forget"),
    ),
    Kept(
        ("audit",),
        N_("Who changed what: ids, old and new"),
        N_("for /log and /undo"),
        N_("{days} days"),
        days=365,
    ),
    Kept(
        ("inbox",),
        N_("Messages to the bot as Telegram sent them"),
        N_("so that none is lost when the program stops"),
        N_("{days} days after the answer"),
        days=7,
    ),
    Kept(
        ("outbox", "content"),
        N_("Answers and pushes on their way out"),
        N_("so that each arrives, and once"),
        N_("{days} days after they were sent"),
        days=30,
    ),
    Kept(
        ("buttons",),
        N_("What each button does, and who may press it"),
        N_("so that buttons work after a restart"),
        N_("{lives} days, and {days} more to say that they expired"),
        lives=30,
        days=7,
    ),
    Kept(
        ("tickets",),
        N_("Links from a group into your private chat"),
        N_("so that only you can use yours"),
        N_("10 minutes, and {days} day more"),
        days=1,
    ),
    Kept(
        ("bans",),
        N_("Ids that get no answer, and why"),
        N_("against abuse"),
        N_("until the operator lifts it"),
    ),
    Kept(
        ("gates", "plans", "plan_parts"),
        N_("How fast messages may leave to a chat"),
        N_("to keep to the platforms' limits"),
        UNTIL_FORGOTTEN,
    ),
)
"""Everything that is about chats and people."""
OF_THE_MARKET: Final = frozenset(
    {"actions", "bars", "closures", "fetches", "instruments", "quarantine", "requests",
     "sessions_held", "shares"}
)  # fmt: skip
"""Tables with figures and their sources; nobody is in them."""
OF_THE_PROGRAM: Final = frozenset({"leases", "notes"})
"""Tables with which the program runs itself: who leads, what was last told to a platform."""

"""What leaves for a platform, and what the platform said: the words of the outbox."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal


class State(StrEnum):
    """Where an outbox row stands; rows only move forward."""

    PENDING = "pending"
    INFLIGHT = "inflight"
    SENT = "sent"
    RETRY = "retry"
    AMBIGUOUS = "ambiguous"
    DEAD = "dead"
    EXPIRED = "expired"


class Verdict(StrEnum):
    """What a platform's answer means for the row that was sent."""

    SENT = "sent"
    NOT_SENT = "not_sent"
    AMBIGUOUS = "ambiguous"
    THROTTLED = "throttled"
    CHAT_GONE = "chat_gone"
    MESSAGE_BAD = "message_bad"
    BOT_REFUSED = "bot_refused"
    OUR_BUG = "our_bug"


class Kind(StrEnum):
    """What a message is to its reader; replies leave before everything else."""

    REPLY = "reply"
    DIGEST = "digest"  # and any other subscribed line
    NOTICE = "notice"  # a word to a chat or an owner about the bot itself
    CORRECTION = "correction"
    EDIT = "edit"  # takes the place of a message that was sent; silent by nature
    PIN = "pin"
    BROADCAST = "broadcast"  # a word of the operator to all chats; leaves last
    DELETE = "delete"  # takes a message away again


PUSH, EDIT, PIN, DELETE = "push", "edit", "pin", "delete"
"""Methods that every platform's sender knows; chat, topic and silence come from the part."""


@dataclass(frozen=True, slots=True)
class Part:
    """One message to one chat: `key` is unique for ever, `body` is stored once per content.

    `method` and `target` are the platform's own (for Telegram: `sendMessage`, and chat, topic,
    reply and keyboard fields), or one of PUSH, EDIT, PIN, DELETE with no target; `body` holds the
    rendered content. Both are JSON objects.
    """

    key: str
    bot: str
    chat: int
    method: str
    body: Mapping[str, object]
    target: Mapping[str, object] = field(default_factory=dict)
    expires_at: datetime | None = None
    kind: Kind = Kind.REPLY
    topic: int | None = None
    silent: bool = False
    edits: int | None = None
    """The outbox row whose message an EDIT, PIN or DELETE is about."""
    fades_at: datetime | None = None
    """When the message is to be deleted; None = it stays."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast a platform lets one account send."""

    per_second: float
    chat_per_second: float = 1.0
    group_per_minute: float | None = None
    """To one group, whose id is negative; None where groups are chats like others."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A claimed row on its way out; `fence` must be shown again when it is settled."""

    id: int
    part: Part
    attempts: int
    fence: int
    resent: bool = False
    """True when an earlier copy may have arrived."""
    message_id: int | None = None
    """The platform's id of the message that an EDIT or PIN is about."""
    leave_at: datetime | None = None
    """The instant that the limits gave it; None = at once."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a platform said to one send, without its exception classes.

    `not_sent`: certainly no byte was understood (connect, DNS, TLS, pool).
    `perhaps_sent`: anything after the first byte may have left.
    `garbled`: an answer came that cannot be read; the message may have arrived.
    """

    kind: Literal["ok", "refused", "not_sent", "perhaps_sent", "garbled"]
    message_id: int | None = None
    code: int | None = None
    description: str = ""
    retry_after: float | None = None
    migrate_to: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A delivery with its verdict and, for another try, the earliest instant."""

    delivery: Delivery
    verdict: Verdict
    state: State
    message_id: int | None = None
    reason: str = ""
    not_before: datetime | None = None
    moved_to: int | None = None
    """The chat's new id, where the platform named one."""
    failing: bool = False
    """The chat itself did not take it, and gave no reason: it counts towards its seven days."""
    to_general: bool = False
    """The topic is gone: the next try goes to the chat itself."""

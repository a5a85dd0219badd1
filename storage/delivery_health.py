"""How the deliveries are getting on, by a few counts over partial indexes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, TextualSelect, bindparam, text

from bot.core.delivery_health import CARD, Ordered, Skipped, Status, Traffic, today_began
from bot.core.principals import Chat
from storage.database import Database
from storage.outbox import OPEN
from storage.schema import found_revision
from storage.types import Instant

SKIPS_KEPT = timedelta(days=7)
MOST_REASONS = 10
MOST_KINDS = 20
SAMPLE = 20
"""So many of the oldest orders of a kind tell when it was last sent."""
KIND = f"CASE WHEN form = 'card' THEN '{CARD}' WHEN line LIKE '/digest%' THEN line ELSE '' END"
REFUSAL = "(reason LIKE '401:%' OR reason LIKE '404:%')"
"""How a row says that the platform did not take the bot's token."""
HERE = {False: "", True: " AND platform = :platform AND chat = :chat"}
HERE_OUT = {False: "", True: " AND chat = :chat AND bot LIKE :bots"}
_NOW = bindparam("now", type_=Instant)
_SINCE = bindparam("since", type_=Instant)


def _waiting(*, here: bool) -> TextualSelect:
    """Return the count of what has a way to go."""
    return text(
        "SELECT bot, COUNT(*) AS waiting, MIN(created_at) AS oldest,"  # noqa: S608 - constants of this file
        " SUM(CASE WHEN state = 'ambiguous' THEN 1 ELSE 0 END) AS ambiguous,"
        f" SUM(CASE WHEN {REFUSAL} THEN 1 ELSE 0 END) AS refused"
        f" FROM outbox WHERE {OPEN}{HERE_OUT[here]} GROUP BY bot"
    ).columns(oldest=Instant)


def _settled(*, here: bool) -> TextualSelect:
    """Return the count of what came to an end since an instant."""
    return (
        text(
            "SELECT bot, state, COUNT(*) AS number FROM outbox"  # noqa: S608 - as above
            f" WHERE settled_at >= :since{HERE_OUT[here]} GROUP BY bot, state"
        )
        .bindparams(_SINCE)
        .columns()
    )


def _ordered(*, here: bool) -> TextualSelect:
    """Return the count of orders that run, by kind."""
    return (
        text(
            f"SELECT {KIND} AS kind, COUNT(*) AS number, MIN(next_at) AS next,"  # noqa: S608 - as above
            " SUM(CASE WHEN next_at <= :now THEN 1 ELSE 0 END) AS due FROM subscriptions"
            f" WHERE pause = ''{HERE[here]} GROUP BY 1 ORDER BY number DESC LIMIT :most"
        )
        .bindparams(_NOW)
        .columns(next=Instant)
    )


def _last(*, here: bool) -> TextualSelect:
    """Return when one of the oldest orders of a kind was last sent."""
    return text(
        "SELECT MAX(settled_at) AS last FROM outbox WHERE state = 'sent'"  # noqa: S608 - as above
        f" AND subscription IN (SELECT id FROM subscriptions WHERE {KIND} = :kind{HERE[here]}"
        " ORDER BY id LIMIT :sample)"
    ).columns(last=Instant)


def _skipped(*, here: bool) -> TextualSelect:
    """Return the runs that were left out, by reason."""
    mine = (
        " AND subscription IN"  # noqa: S608 - as above
        f" (SELECT id FROM subscriptions WHERE id > 0{HERE[True]})"
    )
    return (
        text(
            "SELECT reason, COUNT(*) AS number, MAX(at) AS last FROM skips"  # noqa: S608 - as above
            f" WHERE at >= :since{mine if here else ''}"
            " GROUP BY reason ORDER BY MAX(at) DESC LIMIT :most"
        )
        .bindparams(_SINCE)
        .columns(last=Instant)
    )


WAITING, SETTLED, ORDERED, LAST, SKIPPED = (
    {here: make(here=here) for here in (False, True)}
    for make in (_waiting, _settled, _ordered, _last, _skipped)
)
REFUSED = text(f"SELECT DISTINCT bot FROM outbox WHERE {OPEN} AND {REFUSAL}")  # noqa: S608 - as above
PENALTIES = text("SELECT bot, closed_until FROM gates WHERE chat = 0 AND closed_until > :now")


class StoredDeliveryHealth:
    """The DeliveryHealth port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def status(self, now: datetime, chat: Chat | None = None) -> Status:
        """Return the state of everything, or of what concerns one chat."""
        return await self._database.read(lambda connection: _status(connection, now, chat))

    async def refused(self) -> set[str]:
        """Name the platforms whose last answers did not take the bot's token."""
        bots = await self._database.read(lambda at: at.execute(REFUSED).scalars().all())
        return {_platform(bot) for bot in bots}

    async def skipped(self, since: datetime, chat: Chat | None = None) -> Sequence[Skipped]:
        """Return the runs that were left out since an instant, the latest first."""
        return await self._database.read(lambda connection: _reasons(connection, since, chat))


def _status(connection: Connection, now: datetime, chat: Chat | None) -> Status:
    """Look at everything at one moment."""
    return Status(
        _traffic(connection, now, chat),
        _kinds(connection, now, chat),
        _reasons(connection, now - SKIPS_KEPT, chat),
        found_revision(connection) or "",
    )


def _traffic(connection: Connection, now: datetime, chat: Chat | None) -> list[Traffic]:
    """Count messages by platform."""
    found: dict[str, Traffic] = {}

    def of(bot: str) -> Traffic:
        """Return what is known of an account's platform so far."""
        return found.setdefault(_platform(bot), Traffic(_platform(bot)))

    about = _about(chat)
    for row in connection.execute(WAITING[chat is not None], about):
        one = of(row.bot)
        oldest = min(filter(None, (one.oldest, row.oldest)))
        found[one.platform] = replace(
            one,
            waiting=one.waiting + row.waiting,
            ambiguous=one.ambiguous + row.ambiguous,
            oldest=oldest,
            refused=one.refused or bool(row.refused),
        )
    for row in connection.execute(SETTLED[chat is not None], {**about, "since": today_began(now)}):
        one = of(row.bot)
        found[one.platform] = replace(one, **{row.state: getattr(one, row.state) + row.number})
    for row in connection.execute(PENALTIES, {"now": now.timestamp()}):
        one = of(row.bot)
        until = datetime.fromtimestamp(row.closed_until, UTC)
        found[one.platform] = replace(one, paused_until=until)
    return [found[platform] for platform in sorted(found)]


def _kinds(connection: Connection, now: datetime, chat: Chat | None) -> list[Ordered]:
    """Count orders by kind."""
    here, about = chat is not None, _about(chat)
    rows = connection.execute(ORDERED[here], {**about, "now": now, "most": MOST_KINDS}).all()
    return [_kind(connection, row, about, here=here) for row in rows]


def _kind(connection: Connection, row: Any, about: dict[str, object], *, here: bool) -> Ordered:
    """Return one kind with its last run."""
    wanted = {**about, "kind": row.kind, "sample": SAMPLE}
    last = connection.execute(LAST[here], wanted).scalar()
    return Ordered(row.kind, row.number, row.due, row.next, last)


def _reasons(connection: Connection, since: datetime, chat: Chat | None) -> list[Skipped]:
    """Count the runs that were left out, by reason."""
    wanted = {**_about(chat), "since": since, "most": MOST_REASONS}
    rows = connection.execute(SKIPPED[chat is not None], wanted)
    return [Skipped(row.reason, row.number, row.last) for row in rows]


def _platform(bot: str) -> str:
    """Return the platform of an account."""
    return bot.partition(":")[0]


def _about(chat: Chat | None) -> dict[str, object]:
    """Return what confines a count to a chat."""
    if chat is None:
        return {}
    return {"platform": chat.platform, "chat": chat.id, "bots": f"{chat.platform}:%"}

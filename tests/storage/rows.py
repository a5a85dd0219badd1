"""What the tests of the store put in and look at."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import text

from bot.core.audit import Author
from bot.core.ports import StoredButton
from bot.core.sending import Delivery, Outcome, Part, State, Verdict
from bot.market.bars import Bar, Provenance, ReferenceBasis
from storage.store import Store
from tests.fakes import TODAY

BOT = "telegram:1"
BY = Author("telegram:5", TODAY)
"""Who makes changes."""


def part(key: str, chat: int = 5, words: str = "hello", bot: str = BOT) -> Part:
    """Return a message part."""
    return Part(key, bot, chat, "sendMessage", {"text": words}, {"chat_id": chat})


def button(name: str, line: str = "/move 2330") -> StoredButton:
    """Return a stored button."""
    return StoredButton(name, line, "telegram", 5, 7, TODAY)


def outcome(
    delivery: Delivery, state: State = State.SENT, verdict: Verdict = Verdict.SENT
) -> Outcome:
    """Return an outcome of a delivery."""
    return Outcome(delivery, verdict, state, message_id=9 if state is State.SENT else None)


def bar(code: str, session: date, close: str = "1070", revision: int = 1) -> Bar:
    """Return a bar as a bundled archive holds it."""
    return Bar(
        code=code,
        session=session,
        open=None,
        high=None,
        low=None,
        close=Decimal(close),
        reference=None,
        basis=ReferenceBasis.UNKNOWN,
        volume=None,
        turnover=None,
        trades=None,
        provenance=Provenance("bundled", session, None, revision),
    )


async def select(
    store: Store, sql: str, values: Mapping[str, object] | None = None
) -> Sequence[tuple[object, ...]]:
    """Run a look-up and return plain rows."""
    return await store.database.read(
        lambda connection: [tuple(row) for row in connection.execute(text(sql), values or {})]
    )


async def states(store: Store) -> dict[str, str]:
    """Return the state of each outbox row by key."""
    return {
        str(key): str(state) for key, state in await select(store, "SELECT key, state FROM outbox")
    }

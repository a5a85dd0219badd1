"""Long polling: take updates, commit them, and only then confirm them to Telegram."""

import json
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from telegram.error import TelegramError

from bot.core.clock import Clock
from bot.core.errors import OperatorError
from bot.core.leases import StandDown
from bot.core.ports import Arrival
from bot.platforms.telegram.answers import read_answer, read_object
from bot.platforms.telegram.api import pause_after
from bot.platforms.telegram.gate import ALLOWED_UPDATES
from bot.platforms.telegram.intake import Accept, arrival_of
from bot.platforms.telegram.transport import Transport

_log = logging.getLogger(__name__)
POLL_SECONDS: Final = 50
"""How long Telegram holds a call open when nothing is there."""
CONFLICT_SECONDS: Final = 3.0
"""Telegram itself delays repeated conflicts by three seconds; asking faster gains nothing."""
LONGEST_CONFLICT_SECONDS: Final = 30.0
"""Conflicts for longer are no hand-over: another program means to stay."""
_SLACK: Final = 10.0
_LIMIT: Final = 100
_REFUSED: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND})
_CHANCE: Final = secrets.SystemRandom()


class Conflict(Exception):  # noqa: N818 - Telegram's own word
    """Somebody else takes this bot's updates."""


class Unavailable(Exception):  # noqa: N818 - a state of Telegram
    """Telegram cannot be asked now; `seconds` is a pause it named itself."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        """Hold the reason and the pause."""
        super().__init__(reason)
        self.seconds = seconds


@dataclass(slots=True)
class Poller:
    """Poll for the desk of one bot."""

    transport: Transport
    accept: Accept
    clock: Clock
    seconds: int = POLL_SECONDS
    _first_conflict: float = field(default=float("-inf"), init=False)
    _last_conflict: float = field(default=float("-inf"), init=False)

    async def run(self) -> None:
        """Poll until cancelled; OperatorError when the token is refused, StandDown for rivals."""
        offset: int | None = None
        failures = 0
        while True:
            try:
                offset = await self._turn(offset)
                failures = 0
            except Conflict as conflict:
                await self._conflicted(conflict)
            except (Unavailable, TelegramError) as failure:
                failures += 1
                await self._pause(failure, failures)

    async def _turn(self, offset: int | None) -> int | None:
        """Take one batch, commit it, and return the offset that confirms it."""
        updates = await self._updates(offset)
        now = self.clock.now()
        arrivals = [arrival for update in updates if (arrival := arrival_of(update, now))]
        if not arrivals:
            # All is confirmed. After a quiet week Telegram may begin with a lower id, which an
            # old offset would confirm unseen, so the next call names none.
            return None
        await self._keep(arrivals)
        return max(arrival.id for arrival in arrivals) + 1

    async def _keep(self, arrivals: Sequence[Arrival]) -> None:
        """Commit the arrivals, as often as it takes: until then nothing is confirmed."""
        while True:
            try:
                await self.accept(arrivals)
            except Exception:  # noqa: BLE001 - no error may end the poll
                _log.exception("updates cannot be stored; trying again")
                await self.clock.sleep(1)
            else:
                return

    async def _updates(self, offset: int | None) -> list[Any]:
        """Ask for updates; an offset confirms all before it."""
        parameters: dict[str, object] = {
            "timeout": self.seconds,
            "limit": _LIMIT,
            "allowed_updates": ALLOWED_UPDATES,
        }
        if offset is not None:
            parameters["offset"] = offset
        body = json.dumps(parameters).encode()
        status, payload = await self.transport.call("getUpdates", body, self.seconds + _SLACK)
        said = read_object(payload)
        if said and said.get("ok") is True and isinstance(said.get("result"), list):
            return list(said["result"])
        return self._refused(status, payload)

    def _refused(self, status: int, payload: bytes) -> list[Any]:
        """Raise for an answer that holds no updates."""
        answer = read_answer(status, payload)
        if answer.code in _REFUSED:
            raise OperatorError("[telegram] token is not accepted by Telegram")
        if answer.code == HTTPStatus.CONFLICT:
            raise Conflict(answer.description)
        raise Unavailable(answer.description or f"HTTP {status}", answer.retry_after)

    async def _conflicted(self, conflict: Conflict) -> None:
        """Wait a little; stand down where conflicts go on, also with updates in between."""
        now = self.clock.monotonic()
        if now - self._last_conflict > LONGEST_CONFLICT_SECONDS:
            self._first_conflict = now
            _log.warning("updates go elsewhere: %s", conflict)
        self._last_conflict = now
        if now - self._first_conflict > LONGEST_CONFLICT_SECONDS:
            raise StandDown(
                f"another program takes this bot's updates; end one of them: {conflict}"
            )
        await self.clock.sleep(CONFLICT_SECONDS * (1 + _CHANCE.random()))

    async def _pause(self, failure: Exception, failures: int) -> None:
        """Wait after a failure."""
        if failures == 1:
            _log.warning("Telegram does not answer the poll: %s", failure)
        await self.clock.sleep(pause_after(failure, failures))

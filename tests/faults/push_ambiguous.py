"""Withhold the answers of a push: what may have arrived comes at most once more, and says so.

    python tests/faults/push_ambiguous.py [--seed N] [--chats N]

One message in ten is taken, and then nothing is said, the connection is reset, or something
unreadable is answered. One in fifty is refused for certain: that one must not come twice.
"""

import argparse
import asyncio
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.i18n import LANGUAGES, say_in
from bot.core.pushing import RESENT
from tests.faults.pushing import Push, push
from tests.standins.telegram.faults import Fault, Kind

FIRST_CHAT = 300_000
AMBIGUOUS, REFUSED = 0.10, 0.02
WITHHELD: tuple[Kind, ...] = (
    "accept_then_reset",
    "accept_then_garbage",
    "accept_then_reset",
    "accept_then_garbage",
    "accept_then_stall",
)
"""A stall takes a place in flight until the time is out, so there are fewer of them."""
STALL_SECONDS = 60.0
QUIET_SECONDS = 45.0
"""So long nothing comes: the longest time-out and the wait after it."""
METHOD = "sendPhoto"
"""A digest comes with its picture."""
MARKS = tuple(say_in(language)(RESENT) for language in LANGUAGES)
COUNTED = "SELECT COUNT(*) FROM outbox WHERE copies > 0"


@dataclass
class Result:
    """What became of the messages."""

    chats: int
    withheld: int = 0
    refused: int = 0
    lost: int = 0
    too_many: int = 0
    """Copies beyond the second one, or beyond the first where nothing was withheld."""
    unmarked: int = 0
    """Second copies that do not say so."""
    counted: int = 0
    """Messages that the program itself holds to be ambiguous."""

    @property
    def good(self) -> bool:
        """Tell whether the promises were kept."""
        return not (self.lost or self.too_many or self.unmarked) and self.counted == self.withheld


async def push_ambiguously(
    chats: int, seed: int, kinds: Sequence[Kind] = WITHHELD, quiet: float = QUIET_SECONDS
) -> Result:
    """Push, withhold, and count once nothing came for so many seconds."""
    chance, result = random.Random(seed), Result(chats)  # noqa: S311 - repeatable on purpose
    ids = list(range(FIRST_CHAT, FIRST_CHAT + chats))
    chosen = chance.sample(ids, round(chats * (AMBIGUOUS + REFUSED)))
    result.withheld = round(chats * AMBIGUOUS)
    result.refused = len(chosen) - result.withheld
    withheld = set(chosen[: result.withheld])
    async with push() as one:
        await one.fill(ids)
        one.standin.world.faults.waiting += [
            Fault(chance.choice(kinds), METHOD, chat=chat, seconds=STALL_SECONDS)
            for chat in sorted(withheld)
        ]
        one.standin.world.faults.waiting += [
            Fault("status", METHOD, chat=chat, code=500) for chat in chosen[result.withheld :]
        ]
        process = await one.start("14:45:00")
        while await one.heard(quiet):
            pass
        process.terminate()
        await asyncio.wait_for(process.wait(), 15)
        _count(one, ids, withheld, result)
    return result


def _count(one: Push, ids: list[int], withheld: set[int], result: Result) -> None:
    """Compare the ledger with what was due, and with what the program believes."""
    ledger = one.standin.world.ledger
    copies = Counter(entry.chat for entry in ledger)
    marked = Counter(entry.chat for entry in ledger if any(mark in entry.text for mark in MARKS))
    result.lost = sum(not copies[chat] for chat in ids)
    allowed = {chat: 2 if chat in withheld else 1 for chat in ids}
    result.too_many = sum(max(0, copies[chat] - allowed[chat]) for chat in ids)
    result.unmarked = sum(max(0, copies[chat] - 1 - marked[chat]) for chat in ids)
    database = sqlite3.connect(one.database)
    try:
        result.counted = int(database.execute(COUNTED).fetchone()[0])
    finally:
        database.close()


def main() -> int:
    """Run and tell; 1 when a promise was broken."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--chats", type=int, default=3_000)
    asked = reader.parse_args()
    found = asyncio.run(push_ambiguously(asked.chats, asked.seed))
    told = (
        f"{found.chats} chats, {found.withheld} answers withheld, {found.refused} refused for"
        f" certain: lost {found.lost}, copies too many {found.too_many}, unmarked"
        f" {found.unmarked}, ambiguous by the program's own count {found.counted}"
    )
    print(told)  # noqa: T201 - the script's own report
    return 0 if found.good else 1


if __name__ == "__main__":
    sys.exit(main())

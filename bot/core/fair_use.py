"""The gate of fair use: so many questions a minute, and a pause where the chat wishes one.

Who is too fast is told once, with the seconds to wait; until then nothing more is said.
"""

import math
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bot.core.clock import Clock
from bot.core.errors import AskerError
from bot.core.gates import Asked, Silence
from bot.core.principals import ChatKind
from bot.core.registry import Section

MINUTE: Final = 60.0
MOST_KNOWN: Final = 10_000
"""People and chats that are remembered; the ones not heard for longest are let go."""
Key: TypeAlias = tuple[object, ...]


@dataclass(slots=True)
class Asker:
    """When somebody asked within the last minute, and until when they were told to wait."""

    times: deque[float] = field(default_factory=deque)
    told_until: float = 0.0


class FairUse:
    """Count questions of persons and groups; `per_minute` of 0 is no limit."""

    def __init__(self, clock: Clock, person_per_minute: int, chat_per_minute: int) -> None:
        """Remember nobody yet."""
        self._clock = clock
        self._person, self._chat = person_per_minute, chat_per_minute
        self._askers: OrderedDict[Key, Asker] = OrderedDict()

    async def check(self, asked: Asked) -> None:
        """Raise a word on who has to wait, once, and Silence after it."""
        request = asked.request
        if request.principal.local or request.occasion is not None:
            return
        who, now = request.principal, self._clock.monotonic()
        person: Key = (who.platform, who.id)
        seconds = max(self._wait(person, self._person, now), self._group_wait(asked, now))
        if seconds > 0:
            self._refuse(asked, person, now, seconds)
        if not asked.trial:
            for key in (person, *_group_keys(asked)):
                self._count(key, now)

    def _group_wait(self, asked: Asked, now: float) -> float:
        """Return the seconds that a group makes the asker wait."""
        keys = _group_keys(asked)
        if not keys:
            return 0.0
        group, member = keys
        pause = 0 if _runs_it(asked) else asked.settings.cooldown
        if asked.command.section is not Section.LOOKUP:
            pause = 0
        return max(self._wait(group, self._chat, now), self._pause(member, pause, now))

    def _wait(self, key: Key, most: int, now: float) -> float:
        """Return the seconds until another question is within the limit."""
        asker = self._askers.get(key)
        if not most or asker is None:
            return 0.0
        while asker.times and now - asker.times[0] >= MINUTE:
            asker.times.popleft()
        return 0.0 if len(asker.times) < most else MINUTE - (now - asker.times[-most])

    def _pause(self, key: Key, pause: int, now: float) -> float:
        """Return the seconds until the chat's pause after somebody's last question is over."""
        asker = self._askers.get(key)
        if asker is None or not asker.times or not pause:
            return 0.0
        return pause - (now - asker.times[-1])

    def _count(self, key: Key, now: float) -> None:
        """Note a question; memory stays bounded."""
        asker = self._askers.setdefault(key, Asker())
        self._askers.move_to_end(key)
        asker.times.append(now)
        while len(asker.times) > max(self._person, self._chat, 1):
            asker.times.popleft()
        while len(self._askers) > MOST_KNOWN:
            self._askers.popitem(last=False)

    def _refuse(self, asked: Asked, key: Key, now: float, seconds: float) -> None:
        """Tell how long to wait, unless that was told already."""
        asker = self._askers.setdefault(key, Asker())
        if now < asker.told_until and not asked.trial:
            raise Silence
        if not asked.trial:
            asker.told_until = now + seconds
        say = asked.say
        raise AskerError(
            say("One moment: the next question in {seconds} s.", seconds=math.ceil(seconds)),
            say("Everyone's questions have to fit in; nothing was lost."),
        )


def _group_keys(asked: Asked) -> tuple[Key, ...]:
    """Return what counts for the group and for the member in it; nothing in private."""
    where, who = asked.request.chat, asked.request.principal
    if where.kind is ChatKind.PRIVATE:
        return ()
    return (where.platform, where.id, "chat"), (where.platform, where.id, who.id)


def _runs_it(asked: Asked) -> bool:
    """Tell whether the update itself proves that an admin asks."""
    return bool(asked.request.principal.admin)

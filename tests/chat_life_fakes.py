"""Chats' lives in memory; fakes of the port."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.chat_life import Forgotten, Life, Resume
from bot.core.clock import Clock
from bot.core.principals import Chat, Principal
from bot.core.registry import Registry
from bot.core.replies import Fact
from bot.core.run_times import RunTimes
from bot.data.closures import load_closures, load_schedule
from bot.market.calendar import TradingCalendar

NOTHING = Forgotten()


@dataclass
class MemoryChatLife:
    """Notes what happened to chats; implements the ChatLife port."""

    gone: dict[int, str] = field(default_factory=dict)
    resting: dict[int, int] = field(default_factory=dict)
    """How many orders rest in a chat."""
    names: dict[int, int] = field(default_factory=dict)
    answered: dict[tuple[str, int], datetime] = field(default_factory=dict)
    events: list[tuple[str, int]] = field(default_factory=list)
    forgotten: dict[tuple[str, int, int], Forgotten] = field(default_factory=dict)

    async def away(self, chat: Chat, reason: str, at: datetime) -> None:
        """Note that the bot is away."""
        assert at.tzinfo
        self.gone[chat.id] = reason
        self.events.append(("away", chat.id))

    async def heard(self, chat: Chat, at: datetime) -> None:
        """Note when the chat was answered."""
        self.answered[chat.platform, chat.id] = at

    async def is_away(self, chat: Chat) -> bool:
        """Tell whether the bot is away."""
        return chat.id in self.gone

    async def back(self, chat: Chat, resume: Resume) -> int:
        """Note that the bot is back."""
        assert callable(resume)
        self.gone.pop(chat.id, None)
        self.events.append(("back", chat.id))
        return self.resting.pop(chat.id, 0)

    async def moved(self, platform: str, old: int, new: int, at: datetime) -> None:
        """Note another id."""
        assert platform
        assert at.tzinfo
        self.names[old] = new
        self.events.append(("moved", new))

    async def newest(self, chat: Chat) -> Chat:
        """Return the chat under its new id."""
        return replace(chat, id=self.names.get(chat.id, chat.id))

    async def forget(self, chat: Chat, person: int, at: datetime) -> Forgotten:
        """Return what was prepared, once."""
        assert at.tzinfo
        return self.forgotten.pop((chat.platform, chat.id, person), NOTHING)

    async def forget_person(self, platform: str, person: int, at: datetime) -> Forgotten:
        """Return what was prepared, once."""
        assert at.tzinfo
        return self.forgotten.pop((platform, 0, person), NOTHING)


class MemoryPersonalData:
    """Knows nothing about anybody; implements the PersonalData port."""

    async def about(self, person: Principal, at: datetime) -> Mapping[str, Fact]:
        """Return who was asked about."""
        assert at.tzinfo
        return {"person": person.key}

    async def of_chat(self, chat: Chat) -> Mapping[str, Fact]:
        """Return which chat was asked about."""
        return {"chat": chat.id}


def life_on(store: MemoryChatLife, clock: Clock) -> Life:
    """Return a life over a fake, with the real calendar."""
    calendar = TradingCalendar(load_closures(), schedule=load_schedule)
    return Life(store, RunTimes(Registry(), calendar), clock)

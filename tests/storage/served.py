"""A whole core over a store: what people write, against the real tables."""

from dataclasses import dataclass, field

from bot.app import known, run_times, wire
from bot.config import load
from bot.core.chat_life import Life
from bot.core.principals import Chat, ChatKind, Principal
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.sourcing import Sources
from storage.store import Store
from tests.choice_fakes import FakeAdmins
from tests.fakes import FakeClock
from tests.offline import OFFLINE

OWNER, ADMIN, MEMBER = 1, 99, 7
GROUP = Chat("telegram", -1002223334445, ChatKind.GROUP)


@dataclass
class Served:
    """Asks as an admin of one group, unless told otherwise."""

    store: Store
    clock: FakeClock
    admins: FakeAdmins = field(default_factory=lambda: FakeAdmins({ADMIN}))

    def __post_init__(self) -> None:
        """Wire the core as the root does."""
        config = load(None, OFFLINE | {"BANQUET_BOT__OWNERS": f"telegram:{OWNER}"})
        almanac = known()
        life = Life(self.store.chat_life, run_times(config, almanac), self.clock)
        sources = Sources(config, self.store, almanac, self.clock, 0.0)
        self.core = wire(config, life, self.store, sources, almanac, {"telegram": self.admins})

    async def ask(self, line: str, who: int = ADMIN, chat: Chat = GROUP) -> Reply:
        """Write a line and take the answer."""
        principal = Principal(chat.platform, who)
        request = Request(chat, principal, line, self.clock.now(), addressed=True, speak="en")
        reply = await self.core.answer(request)
        assert reply is not None, line
        return reply

    async def alone(self, line: str, who: int = OWNER) -> Reply:
        """Write a line in one's own private chat."""
        return await self.ask(line, who, Chat("telegram", who))

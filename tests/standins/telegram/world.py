"""What the stand-in knows: chats, members, updates on their way, and a ledger of what it took."""

import asyncio
import time
from dataclasses import dataclass, field

from tests.standins.telegram.faults import Faults
from tests.standins.telegram.refusals import JSON

TOKEN = "123456789:AAH-stand-in_token_of_no_real_bot_0123456"
BOT: JSON = {
    "id": 123456789,
    "is_bot": True,
    "first_name": "開宴 Banquet",
    "username": "StandInBanquetBot",
}


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message that the stand-in took: from then on people see it."""

    method: str
    chat: int
    message_id: int
    text: str
    parameters: JSON
    at: float

    @property
    def html(self) -> str:
        """Return the text, or what stands below the photo, with its markup."""
        shown = self.parameters.get("media") or self.parameters
        return str(shown.get("caption", shown.get("text", "")))

    @property
    def keyboard(self) -> list[list[JSON]]:
        """Return the rows of buttons below the message."""
        markup = self.parameters.get("reply_markup") or {}
        rows: list[list[JSON]] = markup.get("inline_keyboard", [])
        return rows


@dataclass(slots=True)
class World:
    """The state of the stand-in; times are monotonic seconds."""

    token: str = TOKEN
    chats: dict[int, JSON] = field(default_factory=dict)
    members: dict[tuple[int, int], str] = field(default_factory=dict)
    messages: dict[tuple[int, int], str] = field(default_factory=dict)
    ledger: list[Accepted] = field(default_factory=list)
    pinned: list[tuple[int, int]] = field(default_factory=list)
    """Chat and message of every pin."""
    deleted: list[tuple[int, int]] = field(default_factory=list)
    """Chat and message of every deletion."""
    photos: dict[tuple[int, int], str] = field(default_factory=dict)
    """The names of the photos that messages show."""
    known_photos: dict[str, bytes] = field(default_factory=dict)
    """Uploaded photos by the name that they got here."""
    toasts: list[JSON] = field(default_factory=list)
    queries: set[str] = field(default_factory=set)
    """Presses that can still be answered."""
    menus: dict[tuple[str, str], list[JSON]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    updates: dict[int, JSON] = field(default_factory=dict)
    available: dict[int, float] = field(default_factory=dict)
    """When each update could first be fetched."""
    webhook: JSON = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    latency: float = 0.0
    """Seconds that every call but a poll takes on its way."""
    calls: list[str] = field(default_factory=list)
    next_message: int = 1000
    next_update: int = 500_000
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    pushable: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    poll: asyncio.Event | None = None
    """Set by a later getUpdates to end this earlier one."""

    def push(self, update: JSON) -> int:
        """Make an update available; its id is the next one unless it names its own."""
        number = update.get("update_id", self.next_update)
        self.next_update = max(self.next_update, number) + 1
        self.updates[number] = {"update_id": number, **update}
        self.available[number] = time.monotonic()
        self.arrived.set()
        self.pushable.set()
        return int(number)

    def accept(self, method: str, parameters: JSON, message_id: int, text: str) -> None:
        """Enter a message into the ledger."""
        chat = parameters["chat_id"]
        self.messages[chat, message_id] = text
        self.ledger.append(Accepted(method, chat, message_id, text, parameters, time.monotonic()))
        self.changed.set()

    def shown(self, chat: int) -> list[str]:
        """Return the texts that were accepted for a chat, in order."""
        return [entry.text for entry in self.ledger if entry.chat == chat]

"""What people do in their clients, as the updates that the bot gets."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from tests.standins.telegram.refusals import JSON
from tests.standins.telegram.world import BOT, World

_NUMBERS = count(1)
ALICE, BORIS = 4001, 4002
GROUP = -1001234567890


def user(number: int, language: str = "zh-hant") -> JSON:
    """Return a person."""
    return {"id": number, "is_bot": False, "first_name": "A", "language_code": language}


class People:
    """People in chats with the bot; `now` gives the present, aware, for dates of messages."""

    def __init__(self, world: World, now: datetime) -> None:
        """Begin with one group."""
        self.world = world
        self.now = now
        self.group = self.join(GROUP, "supergroup")

    def join(self, chat: int, kind: str, topics: tuple[int, ...] = ()) -> JSON:
        """Make a chat exist."""
        self.world.chats[chat] = {"id": chat, "type": kind, "topics": topics}
        return {"id": chat, "type": kind}

    def message(self, text: str | None, *, by: int = ALICE, **extra: Any) -> JSON:
        """Return a message in private; `extra` replaces or adds fields, None takes one away."""
        chat = self.join(by, "private") if "chat" not in extra else extra["chat"]
        message: JSON = {
            "message_id": next(_NUMBERS),
            "date": int(self.now.astimezone(UTC).timestamp()),
            "chat": chat,
            "from": user(by),
            "text": text,
            **extra,
        }
        return {name: value for name, value in message.items() if value is not None}

    def say(self, text: str, *, by: int = ALICE, **extra: Any) -> int:
        """Send a message in private."""
        return self.world.push({"message": self.message(text, by=by, **extra)})

    def say_in_group(self, text: str, *, by: int = ALICE, **extra: Any) -> int:
        """Send a message in the group; a command's suffix needs no entity, a mention does."""
        marks = {"entities": mentions(text)} if "@" in text else {}
        return self.say(text, by=by, **{"chat": self.group, **marks, **extra})

    def press(self, data: str, chat: JSON, message: int, *, by: int = ALICE, **extra: Any) -> int:
        """Press a button below a message."""
        query = f"q{next(_NUMBERS)}"
        self.world.queries.add(query)
        shown = {
            "message_id": message,
            "date": int(self.now.timestamp()),
            "chat": chat,
            "from": BOT,
        }
        if (chat["id"], message) in self.world.photos:
            shown["photo"] = [{"file_id": self.world.photos[chat["id"], message]}]
        pressed = {
            "id": query,
            "from": user(by),
            "message": extra.pop("shown", shown),
            "data": data,
            "chat_instance": "1",
            **extra,
        }
        kept = {name: value for name, value in pressed.items() if value is not None}
        return self.world.push({"callback_query": kept})

    def membership(
        self, status: str, chat: JSON | None = None, was: str = "member", **extra: Any
    ) -> int:
        """Change the bot's own membership of a chat, by default of a private one: block it."""
        change = {
            "chat": chat or self.join(ALICE, "private"),
            "from": user(ALICE),
            "date": int(self.now.timestamp()),
            "old_chat_member": {"user": BOT, "status": was},
            "new_chat_member": {"user": BOT, "status": status, **extra},
        }
        return self.world.push({"my_chat_member": change})

    def upgrade(self, old: int, new: int) -> tuple[JSON, JSON]:
        """Make a group a supergroup; return the two service messages, which are not sent yet."""
        group, supergroup = self.join(old, "group"), self.join(new, "supergroup")
        to = self.message(None, chat=group, migrate_to_chat_id=new)
        since = self.message(None, chat=supergroup, migrate_from_chat_id=old)
        return to, since


def mentions(text: str) -> list[JSON]:
    """Mark mentions of the bot as the server does, in UTF-16 units."""
    name = f"@{BOT['username']}"
    at = text.lower().find(name.lower())
    if at < 0 or text.startswith("/"):
        return []
    offset = len(text[:at].encode("utf-16-le")) // 2
    return [{"type": "mention", "offset": offset, "length": len(name)}]

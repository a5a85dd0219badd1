"""What methods about messages share: the chat, its topic, and how a message is told of."""

from tests.standins.telegram.refusals import JSON, bad
from tests.standins.telegram.world import BOT, World

_OURS = frozenset({"topics", "may_pin", "may_send_photos"})
"""Marks of a chat that its JSON does not have."""


def chat_of(world: World, parameters: JSON) -> int:
    """Return the chat of a call; it must exist."""
    number = parameters.get("chat_id")
    if not isinstance(number, int) or number not in world.chats:
        raise bad("chat not found")
    return number


def check_topic(world: World, chat: int, parameters: JSON) -> None:
    """Check the topic of a message; it must exist."""
    topic = parameters.get("message_thread_id")
    if topic is not None and topic not in world.chats[chat].get("topics", ()):
        raise bad("message thread not found")


def message(world: World, chat: int, number: int, text: str) -> JSON:
    """Return a message as the server shows it."""
    shown = {key: value for key, value in world.chats[chat].items() if key not in _OURS}
    return {"message_id": number, "date": 1, "chat": shown, "from": BOT, "text": text}

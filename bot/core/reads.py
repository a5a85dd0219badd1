"""What makes chats read the same line differently, as the store packs it for the clock."""

import json
from dataclasses import dataclass
from functools import lru_cache

from bot.core.settings import Layer, Layers

_decoder = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Reads:
    """The choices of a chat and its topic, and the chat's id where its baskets are its own."""

    layers: Layers
    own_chat: int | None = None


@lru_cache(1024)
def read_reads(text: str) -> Reads:
    """Read `{chat's values}|{topic's values}|id`; each part may be empty."""
    chat, at = _values(text, 0)
    topic, at = _values(text, at + 1)
    own = text[at + 1 :]
    layers = Layers(chat=Layer(chat), topic=Layer(topic), own=bool(own))
    return Reads(layers, int(own) if own else None)


def _values(text: str, at: int) -> tuple[dict[str, str], int]:
    """Read the values that begin at a place, if there are any, and where they end."""
    if not text.startswith("{", at):
        return {}, at
    values, end = _decoder.raw_decode(text, at)
    return dict(values), end

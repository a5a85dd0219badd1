"""Choices taken back in memory; a fake of the port (other kinds are tried on the databases)."""

import json
from dataclasses import dataclass, replace

from bot.core.audit import Author, Entry
from bot.core.chat_life import Resume
from tests.choice_fakes import MemoryChats


@dataclass
class MemoryUndoing:
    """Takes choices of chats back; implements the Undoing port."""

    chats: MemoryChats

    async def undo(self, entry: Entry, by: Author, resume: Resume) -> int | None:
        """Put the old choice back, unless it was changed since."""
        assert callable(resume)
        held, key = self.chats.audit.held, entry.what.partition(":")[2]
        topic = entry.chat.topic is not None
        layers = await self.chats.layers(entry.chat)
        now = (layers.topic if topic else layers.chat).values.get(key)
        old, new = (None if one is None else json.loads(one) for one in (entry.old, entry.new))
        if now != new:
            return None
        await self.chats.choose(entry.chat, key, old, by, in_topic=topic)
        for at in (entry.id - 1, *(() if entry.undone else (len(held) - 1,))):
            held[at] = replace(held[at], undone=True)
        return len(held)

"""Messages that the bot posted into channels by itself."""

import asyncio
from dataclasses import dataclass, field

from tests.standins.discord.refusals import JSON

NONCE = 25
"""Longest nonce that Discord takes."""


@dataclass
class Posts:
    """Channels the bot is in, and what it posted there."""

    channels: set[int] = field(default_factory=set)
    messages: dict[int, JSON] = field(default_factory=dict)
    by_nonce: dict[str, int] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    may_pin: bool = True
    takes_files: bool = True
    fail_after: int = 0
    """So many posts are taken and then answered with an error."""

    def take(self, channel: str, body: JSON) -> int:
        """Keep a message and return its id."""
        number = 7_000_000 + len(self.messages)
        self.messages[number] = {**body, "channel": channel}
        self.by_nonce[str(body.get("nonce", ""))] = number
        return number

    async def posted(self, channel: int) -> tuple[int, JSON]:
        """Wait for a message in a channel and return the newest with its id."""
        async with asyncio.timeout(10):
            while True:
                for number, body in reversed(self.messages.items()):
                    if body["channel"] == str(channel):
                        return number, body
                await asyncio.sleep(0.01)

    def change(self, number: int, body: JSON) -> None:
        """Put other contents into a message."""
        if "attachments" in body:
            # Files that the change does not name are gone.
            self.messages[number].pop("files", None)
        self.messages[number] |= body

"""Everything that is stored about one person, for that person's eyes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.core.principals import Chat, Principal
from bot.core.replies import Fact


class PersonalData(Protocol):
    """What is stored about somebody, in forms that JSON has."""

    async def about(self, person: Principal, at: datetime) -> Mapping[str, Fact]:
        """Return what is stored about a person, in all chats; never about anybody else."""

    async def of_chat(self, chat: Chat) -> Mapping[str, Fact]:
        """Return what is stored about a chat in which the asker is alone."""

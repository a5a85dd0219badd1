"""Baskets that a chat drew up itself, as the core and the commands ask for them."""

from collections.abc import Mapping
from typing import Protocol

from bot.core.principals import Chat
from bot.market.baskets import Basket


class OwnBaskets(Protocol):
    """A chat's own baskets, to be used wherever a basket's name is."""

    async def named(self, chat: Chat) -> Mapping[str, Basket]:
        """Return the chat's baskets by name, in the order of their making."""

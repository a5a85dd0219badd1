"""What one round of planning reads, through ports that read everything once.

`forget` ends the round, for figures may come in meanwhile.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.core.audit import Author
from bot.core.market_ports import Actions
from bot.core.principals import Chat
from bot.core.settings import ChatSettings, Layers
from bot.digests.round_bars import RoundBars
from bot.market.actions import CorporateAction
from bot.market.instruments import Market


@dataclass(slots=True)
class RoundActions:
    """Corporate actions; a single session's are read for all instruments; implements Actions."""

    behind: Actions
    _days: dict[date, Sequence[CorporateAction]] = field(default_factory=dict)
    _known: dict[tuple[object, ...], bool] = field(default_factory=dict)

    def forget(self) -> None:
        """Hold nothing any more."""
        self._days.clear()
        self._known.clear()

    async def between(
        self, codes: Collection[str] | None, first: date, last: date
    ) -> Sequence[CorporateAction]:
        """Return the actions in the range."""
        if first != last:
            return await self.behind.between(codes, first, last)
        if first not in self._days:
            self._days[first] = await self.behind.between(None, first, first)
        return [one for one in self._days[first] if codes is None or one.code in codes]

    async def known(self, market: Market, first: date, last: date) -> bool:
        """Tell whether every table of the market was fetched for the range."""
        key = (market, first, last)
        if key not in self._known:
            self._known[key] = await self.behind.known(market, first, last)
        return self._known[key]

    async def announced(self, day: date) -> bool:
        """Tell whether what was announced ahead was fetched on a day."""
        if (day,) not in self._known:
            self._known[day,] = await self.behind.announced(day)
        return self._known[day,]


@dataclass(slots=True)
class RoundSettings:
    """What the operator and chats chose; implements ChatSettings."""

    behind: ChatSettings
    _layers: dict[Chat, Layers] = field(default_factory=dict)

    def forget(self) -> None:
        """Hold nothing any more."""
        self._layers.clear()

    async def layers(self, chat: Chat) -> Layers:
        """Return what was chosen."""
        if chat not in self._layers:
            self._layers[chat] = await self.behind.layers(chat)
        return self._layers[chat]

    async def choose(
        self,
        chat: Chat,
        key: str,
        value: str | None,
        by: Author,
        *,
        in_topic: bool = False,
        seen: int | None = None,
    ) -> bool:
        """Store one choice; what was read of the chat is read anew."""
        self._layers.pop(chat, None)
        return await self.behind.choose(chat, key, value, by, in_topic=in_topic, seen=seen)


@dataclass(frozen=True, slots=True)
class Round:
    """The ports that one round of planning reads through."""

    bars: RoundBars
    actions: RoundActions
    settings: RoundSettings

    def forget(self) -> None:
        """Hold nothing any more."""
        self.bars.forget()
        self.actions.forget()
        self.settings.forget()

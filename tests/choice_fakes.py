"""What chats chose, in memory; fakes of the ports."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.audit import Author
from bot.core.editors import MOST_EDITORS, Editor
from bot.core.own_baskets import MOST_BASKETS, Holder, OwnBasket, as_snapshot, holder_of
from bot.core.principals import Chat, ChatKind, Principal
from bot.core.settings import OPERATOR, Layer, Layers
from bot.core.tickets import LASTING, Ticket
from bot.market.baskets import Basket
from tests.audit_fakes import MemoryAudit

Place = tuple[str, int, int]


@dataclass
class FakeAdmins:
    """A platform that knows its admins, or is out of reach."""

    ids: set[int] = field(default_factory=set)
    reachable: bool = True
    asked: int = 0

    async def is_admin(self, chat: Chat, principal: Principal) -> bool:
        """Tell whether the principal is an admin of the chat."""
        assert chat.kind is ChatKind.GROUP
        self.asked += 1
        if not self.reachable:
            raise ConnectionError("out of reach")
        return principal.id in self.ids


@dataclass
class MemoryEditors:
    """Editors in a dictionary; implements the Editors port."""

    audit: MemoryAudit = field(default_factory=MemoryAudit)
    held: dict[tuple[str, int], list[Editor]] = field(default_factory=dict)

    async def of(self, chat: Chat) -> Sequence[Editor]:
        """Return a chat's editors."""
        return self.held.get((chat.platform, chat.id), [])

    async def has(self, chat: Chat, person: int) -> bool:
        """Tell whether somebody is an editor."""
        return any(one.person == person for one in await self.of(chat))

    async def add(self, chat: Chat, person: int, by: Author) -> bool:
        """Make somebody an editor."""
        mine = self.held.setdefault((chat.platform, chat.id), [])
        if await self.has(chat, person) or len(mine) >= MOST_EDITORS:
            return False
        mine.append(Editor(person, by.key, by.at))
        self.audit.record(chat, by, f"editor:{person}", None, str(person))
        return True

    async def remove(self, chat: Chat, person: int, by: Author) -> bool:
        """Take the right back."""
        mine = self.held.get((chat.platform, chat.id), [])
        left = [one for one in mine if one.person != person]
        if len(left) == len(mine):
            return False
        self.held[chat.platform, chat.id] = left
        self.audit.record(chat, by, f"editor:{person}", str(person), None)
        return True


@dataclass
class MemoryTickets:
    """Tickets in a dictionary; implements the Tickets port."""

    held: dict[str, tuple[Ticket, Principal, datetime]] = field(default_factory=dict)
    issued: int = 0

    async def issue(self, ticket: Ticket, person: Principal, at: datetime) -> str:
        """Keep a ticket."""
        self.issued += 1
        token = f"ticket-{self.issued}"
        self.held[token] = (ticket, person, at + LASTING)
        return token

    async def redeem(self, token: str, person: Principal, at: datetime) -> Ticket | None:
        """Use a ticket."""
        ticket, owner, until = self.held.get(token, (None, None, at))
        if owner is None or owner.id != person.id or at >= until:
            return None
        del self.held[token]
        return ticket


@dataclass
class MemoryChats:
    """Choices in dictionaries; implements the Chats and the ChatSettings port."""

    languages: dict[tuple[str, int], str] = field(default_factory=dict)
    chosen: dict[Place, Layer] = field(default_factory=dict)
    """Other choices by platform, chat and topic (0 = the chat itself)."""
    owning: set[tuple[str, int]] = field(default_factory=set)
    """Chats that have baskets of their own."""
    audit: MemoryAudit = field(default_factory=MemoryAudit)

    def __post_init__(self) -> None:
        """Keep the editors, who are read with what was chosen."""
        self.editors = MemoryEditors(self.audit)

    async def language(self, chat: Chat) -> str | None:
        """Return what the chat chose."""
        return self.languages.get((chat.platform, chat.id))

    async def set_language(self, chat: Chat, language: str, at: datetime) -> None:
        """Keep what the chat chose."""
        assert at.tzinfo
        self.languages[chat.platform, chat.id] = language

    async def layers(self, chat: Chat) -> Layers:
        """Return what was chosen."""
        topic = Layer() if not chat.topic else self._layer((chat.platform, chat.id, chat.topic))
        own = (chat.platform, chat.id) in self.owning
        operator = self._layer((OPERATOR.platform, OPERATOR.id, 0))
        editors = frozenset(one.person for one in await self.editors.of(chat))
        return Layers(operator, self._layer((chat.platform, chat.id, 0)), topic, own, editors)

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
        """Keep a choice unless somebody was faster."""
        place = (chat.platform, chat.id, (chat.topic or 0) if in_topic else 0)
        held = self._layer(place)
        if seen is not None and seen != held.version:
            return False
        changed = {**held.values, key: value}
        values = {name: text for name, text in changed.items() if text is not None}
        self.chosen[place] = Layer(values, held.version + 1)
        self._keep_language(place, values)
        old = held.values.get(key)
        where = chat if in_topic else replace(chat, topic=None)
        self.audit.record(where, by, f"setting:{key}", _json(old), _json(value))
        return True

    def _layer(self, place: Place) -> Layer:
        """Return one layer, with the language where that is kept."""
        held = self.chosen.get(place, Layer())
        if place[2]:
            return held
        language = self.languages.get(place[:2])
        if language is None:
            return replace(held, values={k: v for k, v in held.values.items() if k != "language"})
        return replace(held, values={**held.values, "language": language})

    def _keep_language(self, place: Place, values: Mapping[str, str]) -> None:
        """Let both ports tell the same language."""
        if place[2]:
            return
        self.languages.pop(place[:2], None)
        if "language" in values:
            self.languages[place[:2]] = values["language"]


@dataclass
class MemoryBaskets:
    """Chats' own baskets by platform and chat; implements the OwnBaskets port."""

    chats: "MemoryChats"
    held: dict[Holder, dict[str, OwnBasket]] = field(default_factory=dict)
    shares: dict[str, OwnBasket] = field(default_factory=dict)

    async def named(self, chat: Chat) -> Mapping[str, Basket]:
        """Return the chat's baskets by name."""
        return {one.name: one.basket() for one in await self.of(holder_of(chat))}

    async def of(self, holder: Holder) -> Sequence[OwnBasket]:
        """Return a holder's baskets."""
        return list(self.held.get(holder, {}).values())

    async def put(
        self, holder: Holder, before: OwnBasket | None, after: OwnBasket | None, by: Author
    ) -> bool:
        """Put one basket in the place of another."""
        mine = self.held.setdefault(holder, {})
        if before is None and (after is None or after.name in mine or len(mine) >= MOST_BASKETS):
            return False
        if before is not None and mine.get(before.name) != before:
            return False
        if after and (before is None or after.name != before.name) and after.name in mine:
            return False
        if before:
            del mine[before.name]
        if after:
            version = (before.version if before else 0) + 1
            mine[after.name] = replace(after, version=version)
        self._note(holder, before, after, by)
        return True

    async def share(self, holder: Holder, basket: OwnBasket, code: str, by: Author) -> None:
        """Keep a copy."""
        assert holder.platform
        assert by.key
        self.shares[code] = basket

    async def shared(self, code: str, by: Author) -> OwnBasket | None:
        """Return a copy."""
        assert by.key
        return self.shares.get(code)

    def _note(
        self, holder: Holder, before: OwnBasket | None, after: OwnBasket | None, by: Author
    ) -> None:
        """Record the change and whether the chat has any."""
        place = (holder.platform, holder.chat or holder.person)
        (self.chats.owning.add if self.held[holder] else self.chats.owning.discard)(place)
        if not holder.person:
            name = (after or before or OwnBasket("", "")).name
            old, new = (as_snapshot(one) if one else None for one in (before, after))
            chat = Chat(holder.platform, holder.chat)
            self.chats.audit.record(chat, by, f"basket:{name}", old, new)


def _json(value: str | None) -> str | None:
    """Write a value for the record."""
    return None if value is None else json.dumps(value, ensure_ascii=False)

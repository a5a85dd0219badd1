"""One interaction and all that was answered on it, under Discord's rules of time and order."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.standins.discord.messages import EPHEMERAL, check_message
from tests.standins.discord.people import APPLICATION
from tests.standins.discord.refusals import (
    ACKNOWLEDGED,
    JSON,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    Refused,
    demand,
)

FIRST_ANSWER, TOKEN_LIFE = 3.0, 900.0
COMMAND, COMPONENT, AUTOCOMPLETE = 2, 3, 4
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, COMPLETIONS = 4, 5, 6, 7, 8
_FITS = {
    COMMAND: {MESSAGE, DEFERRED},
    COMPONENT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE},
    AUTOCOMPLETE: {COMPLETIONS},
}
_ids = itertools.count(700_000)


def new_id() -> int:
    """Return an id that nothing else has."""
    return next(_ids)


@dataclass(slots=True)
class Message:
    """A message as people see it; `thinking` until its deferred answer arrives."""

    id: int = field(default_factory=new_id)
    content: str = ""
    embeds: list[JSON] = field(default_factory=list)
    rows: list[JSON] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    ephemeral: bool = False
    thinking: bool = False
    edits: int = 0

    def write(self, body: JSON) -> None:
        """Take over what a request says and leave the rest."""
        self.content = body.get("content", self.content) or ""
        self.embeds = body.get("embeds", self.embeds) or []
        self.rows = body.get("components", self.rows) or []
        # Files that an edit's list of attachments leaves out are gone.
        kept = {} if "attachments" in body else self.files
        self.files = body.get("files", kept)
        self.thinking = False
        self.edits += 1

    def custom_id(self, label: str) -> str:
        """Return the custom id of the button with a label."""
        buttons = (button for row in self.rows for button in row["components"])
        return str(next(b["custom_id"] for b in buttons if b["label"] == label))

    def json(self, channel: str) -> JSON:
        """Return the message object."""
        bot = {"id": str(APPLICATION), "username": "Banquet", "discriminator": "0", "avatar": None}
        return {
            "id": str(self.id), "channel_id": channel, "author": {**bot, "bot": True},
            "content": self.content, "embeds": self.embeds, "components": self.rows,
            "timestamp": "2025-02-03T06:00:00+00:00", "edited_timestamp": None, "tts": False,
            "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [],
            "pinned": False, "type": 20, "flags": EPHEMERAL if self.ephemeral else 0,
        }  # fmt: skip


@dataclass(slots=True)
class Exchange:
    """An interaction: sent at an instant, answered once, followed up until its token dies."""

    data: JSON
    sent_at: float
    now: Callable[[], float]
    pressed: Message | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    completions: list[JSON] | None = None
    answers: list[int] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    takes_files: bool = True

    @property
    def token(self) -> str:
        """Return the token that answers carry."""
        return str(self.data["token"])

    def callback(self, body: JSON) -> JSON:
        """Take the first answer."""
        if self.now() - self.sent_at > FIRST_ANSWER:
            raise Refused(404, UNKNOWN_INTERACTION, "Unknown interaction")
        if self.answers:
            raise Refused(400, ACKNOWLEDGED, "Interaction has already been acknowledged.")
        kind, data = body["type"], body.get("data") or {}
        if "files" in body:
            data = {**data, "files": body["files"]}
        demand(self.takes_files or not data.get("files"), "no files here")
        demand(kind in _FITS[self.data["type"]], f"type {kind} does not answer this interaction")
        self._first(kind, data)
        self.answers.append(kind)
        self.changed.set()
        return {"interaction": {"id": self.data["id"], "type": self.data["type"]}}

    def _first(self, kind: int, data: JSON) -> None:
        """Do what the first answer says."""
        if kind == COMPLETIONS:
            self.completions = data["choices"]
            demand(len(data["choices"]) <= 25, "more than 25 completions")
            return
        if kind in {DEFERRED_UPDATE, UPDATE}:
            self.original = self.pressed
        else:
            hidden = bool(data.get("flags", 0) & EPHEMERAL)
            self.original = Message(ephemeral=hidden, thinking=kind == DEFERRED)
        if kind in {MESSAGE, UPDATE} and self.original:
            check_message(data, new=kind == MESSAGE)
            self.original.write(data)

    def edit(self, body: JSON, message_id: str = "@original") -> Message:
        """Change the original answer or a follow-up."""
        message = self._find(message_id)
        check_message(body, new=False)
        message.write(body)
        demand(message.content or message.embeds, "an empty message")
        self.changed.set()
        return message

    def follow(self, body: JSON) -> Message:
        """Take one more message; the first one after “thinking…” replaces that."""
        self._demand_alive()
        check_message(body, new=True)
        if self.original and self.original.thinking:
            message = self.original
        else:
            message = Message(ephemeral=bool(body.get("flags", 0) & EPHEMERAL))
            self.followups.append(message)
        message.write(body)
        self.changed.set()
        return message

    def _find(self, message_id: str) -> Message:
        """Return a message of this exchange."""
        self._demand_alive()
        if message_id == "@original" and self.original:
            return self.original
        found = next((m for m in self.followups if str(m.id) == message_id), None)
        if found is None:
            raise Refused(404, UNKNOWN_MESSAGE, "Unknown Message")
        return found

    def _demand_alive(self) -> None:
        """Refuse what comes before the first answer or after the token's life."""
        if not self.answers or self.now() - self.sent_at > TOKEN_LIFE:
            raise Refused(404, UNKNOWN_WEBHOOK, "Unknown Webhook")

    async def until(self, fact: Callable[[], object]) -> None:
        """Wait until something holds of this exchange."""
        async with asyncio.timeout(5):
            while not fact():
                self.changed.clear()
                await self.changed.wait()

    async def answered(self) -> Message:
        """Wait for the answer that people can read, and return it."""
        await self.until(lambda: self.original and not self.original.thinking)
        assert self.original
        return self.original

    async def followed(self) -> Message:
        """Wait for a follow-up, and return the last."""
        await self.until(lambda: self.followups)
        return self.followups[-1]

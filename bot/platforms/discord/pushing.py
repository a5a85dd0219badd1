"""A push as Discord shows it, the same for every channel; pure."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.clock import Clock
from bot.core.i18n import say_in
from bot.core.pictures import FIELD
from bot.core.ports import StoredButton
from bot.core.pushing import RESENT, Push
from bot.core.registry import Registry
from bot.core.replies import Button, Reply
from bot.platforms.discord.asking import PLATFORM
from bot.platforms.discord.buttons import LABEL, LIFE, PER_ROW, ROWS, SHARED
from bot.platforms.discord.escape import harmless
from bot.platforms.discord.render import render
from bot.platforms.discord.spelling import spelled_for_discord

ANY_CHAT: Final = 0
"""The chat of a button that many chats show."""
NOBODY: Final[dict[str, list[str]]] = {"parse": []}
_ID_BYTES: Final = 9
_ROW, _BUTTON, _SECONDARY = 1, 2, 2


@dataclass(frozen=True, slots=True)
class DiscordPusher:
    """Lay out pushes for any Discord channel; implements the Pusher port."""

    bot: str
    registry: Registry
    clock: Clock
    platform: str = PLATFORM

    def push(self, reply: Reply, language: str) -> Push:
        """Lay out a reply; its buttons hang below the last message."""
        messages = render(spelled_for_discord(reply, self.registry))
        until = self.clock.now() + LIFE
        shown = [row[:PER_ROW] for row in _distinct(reply.buttons) if row][:ROWS]
        buttons = [
            StoredButton(button_id(one.line), one.line, PLATFORM, ANY_CHAT, None, until)
            for row in shown
            for one in row
        ]
        mark = say_in(language)(RESENT)
        bodies: list[dict[str, object]] = [
            {
                "embeds": [embed.payload() for embed in message],
                "allowed_mentions": NOBODY,
                "_resent": mark,
            }
            for message in messages
        ]
        if reply.picture:
            bodies[0][FIELD] = reply.picture.packed()
        if shown:
            bodies[-1]["components"] = [
                {"type": _ROW, "components": [_component(one) for one in row]} for row in shown
            ]
        return Push(bodies, buttons)


def button_id(line: str) -> str:
    """Return the id of a shared button: made from its line, so that a layout never differs."""
    digest = hashlib.sha256(line.encode("utf-8", "replace")).digest()
    return urlsafe_b64encode(digest[:_ID_BYTES]).decode("ascii")


def _distinct(rows: Sequence[Sequence[Button]]) -> Iterator[list[Button]]:
    """Leave out a button whose line has one already: Discord refuses two of one id."""
    seen = set[str]()
    for row in rows:
        fresh = {one.line: one for one in row if one.line not in seen}
        seen |= fresh.keys()
        yield list(fresh.values())


def _component(button: Button) -> dict[str, object]:
    """Return what Discord shows of a button."""
    return {
        "type": _BUTTON,
        "style": _SECONDARY,
        "label": harmless(button.label)[:LABEL].strip() or "…",
        "custom_id": f"{SHARED}{button_id(button.line)}",
    }

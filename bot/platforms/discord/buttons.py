"""Buttons that carry the id of a stored line, so that they outlive the program."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import discord

from bot.core.ports import StoredButton
from bot.core.principals import ChatKind
from bot.core.replies import Button
from bot.core.requests import Request
from bot.platforms.discord.escape import harmless

LIFE = timedelta(days=30)
"""How long a look-up button works."""
PER_ROW, ROWS, LABEL = 5, 5, 80
"""Discord's limits: buttons in a row, rows under a message, characters of a label."""
SHARED = "v2."
"""Before the id of a button that many chats show: its answer is a message of its own."""
_CUSTOM_ID = re.compile(r"v[12]\.([A-Za-z0-9_-]{12})")


@dataclass(frozen=True, slots=True)
class Shown:
    """A button as the message shows it."""

    label: str
    id: str


ShownRows = tuple[tuple[Shown, ...], ...]


def id_in(custom_id: str) -> str | None:
    """Return the id of the stored line that a custom id names; None when it is not of ours."""
    found = _CUSTOM_ID.fullmatch(custom_id)
    return found.group(1) if found else None


def stored_buttons(
    rows: Sequence[Sequence[Button]], request: Request, *, shared: bool = False
) -> tuple[ShownRows, tuple[StoredButton, ...]]:
    """Give every button a random id: what to show, and what to keep for the asker.

    In groups only the asker may press, unless the reply is shared; in private whoever is there.
    """
    own = request.chat.kind is ChatKind.GROUP and not shared
    presser = request.principal.id if own else None
    shown: list[tuple[Shown, ...]] = []
    kept: list[StoredButton] = []
    for row in _rows(rows):
        ids = [secrets.token_urlsafe(9) for _ in row]
        shown.append(tuple(Shown(b.label, key) for b, key in zip(row, ids, strict=True)))
        kept.extend(
            StoredButton(
                key, button.line, request.chat.platform, request.chat.id,
                presser, request.at + LIFE, once=button.once,
            )
            for button, key in zip(row, ids, strict=True)
        )  # fmt: skip
    return tuple(shown), tuple(kept)


def view_of(rows: ShownRows) -> discord.ui.View:
    """Build the components of a message.

    The view is stopped at once: discord.py then keeps no callbacks, and a press finds its line
    by the id alone, before and after a restart.
    """
    view = discord.ui.View(timeout=None)
    for at, row in enumerate(rows):
        for shown in row:
            label = harmless(shown.label)[:LABEL].strip() or "…"
            view.add_item(discord.ui.Button(label=label, custom_id=f"v1.{shown.id}", row=at))
    view.stop()
    return view


def _rows(rows: Sequence[Sequence[Button]]) -> list[Sequence[Button]]:
    """Return rows that Discord takes: none longer than five; many are packed closer."""
    wide = [row[at : at + PER_ROW] for row in rows for at in range(0, len(row), PER_ROW)]
    if len(wide) <= ROWS:
        return wide
    every = [button for row in rows for button in row][: ROWS * PER_ROW]
    longest = -(-len(every) // ROWS)
    return [every[at : at + longest] for at in range(0, len(every), longest)]

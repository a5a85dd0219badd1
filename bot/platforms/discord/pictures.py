"""Pictures as Discord shows them: an attachment that the first embed names, told in words."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final

import discord

from bot.core.pictures import Painted

FILE: Final = "banquet.png"
_SOURCE: Final = f"attachment://{FILE}"
_DESCRIPTION: Final = 1024
"""Characters that Discord takes to describe an attachment."""


def described(painted: Painted) -> str:
    """Return what a picture says, for who does not see it."""
    alt = painted.alt
    return alt if len(alt) <= _DESCRIPTION else f"{alt[: _DESCRIPTION - 1]}…"


def illustrated(embeds: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Return embeds of which the first shows the attachment."""
    first, *others = embeds
    return [{**first, "image": {"url": _SOURCE}}, *others]


def file_of(painted: Painted) -> discord.File:
    """Return a picture as discord.py sends it; good for one call."""
    return discord.File(BytesIO(painted.png), FILE, description=described(painted))

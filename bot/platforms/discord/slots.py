"""Where an answer goes: a new message, or the message whose button was pressed."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import discord

from bot.core.pictures import Painted
from bot.core.replies import Attachment
from bot.platforms.discord.buttons import ShownRows, view_of
from bot.platforms.discord.files import send_files
from bot.platforms.discord.pictures import file_of, illustrated
from bot.platforms.discord.render import Message

_log = logging.getLogger(__name__)
_NOBODY = discord.AllowedMentions.none()


@dataclass(frozen=True, slots=True)
class Ready:
    """Ready to leave: messages, the last one's buttons, a sentence before, files after it."""

    messages: tuple[Message, ...] = ()
    rows: ShownRows = ()
    text: str = ""
    private: bool = False
    """Meant for the asker alone, where that can still be chosen."""
    files: tuple[Attachment, ...] = ()
    picture: Painted | None = None
    """Shown by the first message."""


class Slot(Protocol):
    """The place of one answer on one interaction."""

    async def defer(self) -> None:
        """Tell Discord within its three seconds that the answer takes longer."""

    async def show(self, ready: Ready) -> None:
        """Put the answer in its place, whether it was deferred or not."""

    async def apologise(self, sentence: str) -> None:
        """Put one sentence there instead of an answer."""


class NewMessage:
    """Answer with a new message; who sees it is decided when it is deferred."""

    def __init__(self, interaction: discord.Interaction, *, private: bool) -> None:
        """Answer this interaction, for the asker alone or for everybody."""
        self._interaction = interaction
        self._private = private

    async def defer(self) -> None:
        """Show “thinking…”."""
        await self._interaction.response.defer(ephemeral=self._private, thinking=True)

    async def show(self, ready: Ready) -> None:
        """Send the answer, or write it over “thinking…”, and what did not fit after it."""
        first, *others = ready.messages or ((),)
        rows = () if others else ready.rows
        hidden = self._private or ready.private

        async def put(picture: Painted | None) -> None:
            """Send the first message, or write it over “thinking…”."""
            embeds, files = _embeds(first, picture), _files(picture)
            if self._interaction.response.is_done():
                await self._interaction.edit_original_response(
                    content=ready.text or None,
                    embeds=embeds,
                    attachments=files,
                    view=view_of(rows),
                    allowed_mentions=_NOBODY,
                )
            else:
                await self._interaction.response.send_message(
                    ready.text or None,
                    embeds=embeds,
                    files=files,
                    view=view_of(rows),
                    ephemeral=hidden,
                    allowed_mentions=_NOBODY,
                )

        await _with_or_without(ready.picture, put)
        await _follow(self._interaction, others, ready.rows, hidden=hidden)
        await send_files(self._interaction, ready.files, hidden=hidden)

    async def apologise(self, sentence: str) -> None:
        """Say the sentence; never leave “thinking…” standing."""
        await self.show(Ready(text=sentence, private=True))


class SameMessage:
    """Answer a press by changing the message in place; what is private is said aside."""

    def __init__(self, interaction: discord.Interaction) -> None:
        """Answer the press of a button under the interaction's message."""
        self._interaction = interaction
        self._aside = NewMessage(interaction, private=True)
        message = interaction.message
        self._hidden = message is not None and message.flags.ephemeral

    async def defer(self) -> None:
        """Acknowledge the press; the message stays as it is."""
        await self._interaction.response.defer()

    async def show(self, ready: Ready) -> None:
        """Change the message, or leave it alone and answer the presser aside."""
        if ready.private and not (self._hidden and ready.messages):
            await self._say_aside(ready)
            return
        first, *others = ready.messages or ((),)
        rows = () if others else ready.rows

        async def put(picture: Painted | None) -> None:
            """Change the first message; an earlier picture goes."""
            response = self._interaction.response
            edit = self._interaction.edit_original_response
            await (edit if response.is_done() else response.edit_message)(
                content=ready.text or None,
                embeds=_embeds(first, picture),
                attachments=_files(picture),
                view=view_of(rows),
                allowed_mentions=_NOBODY,
            )

        await _with_or_without(ready.picture, put)
        await _follow(self._interaction, others, ready.rows, hidden=self._hidden)
        await send_files(self._interaction, ready.files, hidden=self._hidden)

    async def apologise(self, sentence: str) -> None:
        """Say the sentence aside; the message pressed keeps what it shows."""
        await self._say_aside(Ready(text=sentence, private=True))

    async def _say_aside(self, ready: Ready) -> None:
        """Send an answer that only the presser sees."""
        if self._interaction.response.is_done():
            # After a deferred press the original is the public message: only a follow-up is new.
            await _follow(
                self._interaction, ready.messages or ((),), ready.rows,
                hidden=True, text=ready.text,
            )  # fmt: skip
            await send_files(self._interaction, ready.files, hidden=True)
        else:
            await self._aside.show(ready)


async def _follow(
    interaction: discord.Interaction,
    messages: Sequence[Message],
    rows: ShownRows,
    *,
    hidden: bool,
    text: str = "",
) -> None:
    """Send further messages; the first carries the text, the last the buttons."""
    for at, message in enumerate(messages, 1):
        await interaction.followup.send(
            text if at == 1 else "",
            embeds=_embeds(message),
            view=view_of(rows if at == len(messages) else ()),
            ephemeral=hidden,
            allowed_mentions=_NOBODY,
        )


async def _with_or_without(
    picture: Painted | None, put: Callable[[Painted | None], Awaitable[None]]
) -> None:
    """Show a message with its picture; where Discord takes none, without."""
    try:
        await put(picture)
    except discord.NotFound:
        raise
    except discord.HTTPException as failure:
        if picture is None:
            raise
        _log.warning("a picture was refused, its text goes out alone: %s", failure)
        await put(None)


def _embeds(message: Message, picture: Painted | None = None) -> list[discord.Embed]:
    """Return the message's embeds as discord.py's; the first shows the picture."""
    payloads: list[Mapping[str, object]] = [embed.payload() for embed in message]
    shown = illustrated(payloads) if picture and payloads else payloads
    return [discord.Embed.from_dict(payload) for payload in shown]


def _files(picture: Painted | None) -> list[discord.File]:
    """Return what goes along with a message."""
    return [file_of(picture)] if picture else []

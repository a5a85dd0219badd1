"""Files of an answer as follow-ups: where an answer edits a message, its text stays what it is."""

from collections.abc import Sequence
from io import BytesIO

import discord

from bot.core.replies import Attachment

_AT_ONCE = 10
"""Discord's limit of files in one message."""


async def send_files(
    interaction: discord.Interaction, files: Sequence[Attachment], *, hidden: bool
) -> None:
    """Send the files after an answer, for those who see the answer."""
    for at in range(0, len(files), _AT_ONCE):
        await interaction.followup.send(
            files=[
                discord.File(BytesIO(file.text.encode()), file.name)
                for file in files[at : at + _AT_ONCE]
            ],
            ephemeral=hidden,
            allowed_mentions=discord.AllowedMentions.none(),
        )

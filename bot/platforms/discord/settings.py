"""What the Discord room needs to be told."""

from dataclasses import dataclass, field

DISCORD_API = "https://discord.com/api/v10"


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """The bot's token, where Discord is, and the colour of a rise.

    An empty `gateway_url` means Discord's own; `up_color` is `red` (Taiwan's way) or `green`.
    """

    token: str = field(repr=False)
    api_base_url: str = DISCORD_API
    gateway_url: str = ""
    up_color: str = "red"

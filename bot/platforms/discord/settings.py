"""What the Discord room needs to be told."""

from base64 import b64decode
from dataclasses import dataclass, field
from hashlib import sha256

DISCORD_API = "https://discord.com/api/v10"


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """The bot's token, where Discord is, and the colour of a rise.

    An empty `gateway_url` means Discord's own.
    """

    token: str = field(repr=False)
    api_base_url: str = DISCORD_API
    gateway_url: str = ""

    @property
    def bot(self) -> str:
        """Return the account's name in the store, `discord:<id>`, known without a call.

        A token begins with the bot's id in base64; of anything else a hash stands for it.
        """
        first = self.token.partition(".")[0]
        try:
            number = b64decode(first + "=" * (-len(first) % 4), altchars=b"-_").decode("ascii")
        except ValueError:
            number = ""
        known = number.isascii() and number.isdigit()
        return f"discord:{number if known else sha256(self.token.encode()).hexdigest()[:12]}"

"""What an operator sets for Telegram, as plain values."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from bot.core.errors import OperatorError


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """The values of the configuration's section `telegram`; secrets never show in a repr."""

    token: str = field(repr=False)
    api_base_url: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_listen: str = "127.0.0.1:8443"
    webhook_secret: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Refuse a base URL that would carry the token in clear over a network."""
        address = urlsplit(self.api_base_url)
        if address.scheme == "https" and address.hostname:
            return
        if address.scheme != "http" or not _is_loopback(address.hostname or ""):
            raise OperatorError("[telegram] api_base_url must be https, or http on loopback")

    @property
    def bot(self) -> str:
        """Return the account's name in the store, `telegram:<bot id>`, known without a call."""
        return f"telegram:{self.token.partition(':')[0]}"


def _is_loopback(host: str) -> bool:
    """Tell whether a host can only be this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

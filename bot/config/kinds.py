"""The kinds of values a setting may have; their refusals never repeat the value."""

import json
import re
from datetime import time
from ipaddress import ip_address
from typing import Annotated, NamedTuple
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, PlainValidator

from bot.core.secret import Secret

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_OWNER = re.compile(r"(telegram|discord):[1-9][0-9]{0,19}")
_DATABASES = {"postgresql+psycopg", "sqlite+aiosqlite"}


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address never leaves this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class Address(NamedTuple):
    """Where a server listens."""

    host: str
    port: int

    @property
    def loopback(self) -> bool:
        """Tell whether only this machine can reach it."""
        return is_loopback(self.host)


def _address(value: object) -> Address:
    """Read `host:port`; an IPv6 host stands in brackets."""
    if isinstance(value, Address):
        return value
    text = str(value)
    parts = _split(f"//{text}")
    if parts is None or parts.netloc != text or not parts.hostname or not parts.port:
        raise ValueError("must be host:port, such as 127.0.0.1:8080")
    return Address(parts.hostname, parts.port)


def _split(value: str) -> SplitResult | None:
    """Take an address apart; None when it is malformed or holds a name, password or fragment."""
    try:
        parts = urlsplit(value)
        malformed = parts.port == 0 or not parts.hostname
    except ValueError:
        return None
    return None if malformed or "@" in parts.netloc or parts.fragment else parts


def _secure(value: str, scheme: str) -> str:
    """Demand TLS, except towards this machine; drop the slash at the end."""
    parts = _split(value)
    if parts is None or parts.scheme not in {scheme, f"{scheme}s"} or parts.query:
        raise ValueError(f"must be an address that starts with {scheme}s://")
    if parts.scheme == scheme and not is_loopback(parts.hostname or ""):
        raise ValueError(f"must start with {scheme}s:// ({scheme}:// only on this machine)")
    return value.rstrip("/")


def _web_address(value: str) -> str:
    """Check an https address."""
    return _secure(value, "http")


def _gateway_address(value: str) -> str:
    """Check a wss address; empty means the platform's own."""
    return _secure(value, "ws") if value else value


def _webhook_address(value: str) -> str:
    """Check the address that Telegram calls; empty means none."""
    return _secure(value, "http") if value else value


def _listed(value: object) -> object:
    """Read a list from the environment: JSON, or words with commas between them."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        try:
            return json.loads(value)
        except ValueError:
            raise ValueError("must be a list: words with commas, or JSON") from None
    return [word.strip() for word in value.split(",") if word.strip()]


def _owner(value: str) -> str:
    """Check an owner's form: names can be taken over, ids cannot."""
    if not _OWNER.fullmatch(value):
        raise ValueError("must be platform:id with a numeric id, such as telegram:123")
    return value


def _day_time(value: object) -> time:
    """Read a time of day; TOML's own time is taken too."""
    if isinstance(value, time) and not value.tzinfo and not value.second:
        return value.replace(microsecond=0)
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise ValueError("must be a time such as 13:40")
    return time(int(match[1]), int(match[2]))


def _zone(value: str) -> ZoneInfo:
    """Find a time zone by its name."""
    if value not in available_timezones():
        raise ValueError("must be a time zone such as Asia/Taipei")
    return ZoneInfo(value)


def _secret(value: object) -> Secret:
    """Wrap a secret; spaces around it come from copying and mean nothing."""
    if isinstance(value, Secret):
        return value
    if not isinstance(value, str):
        raise ValueError("must be text in quotation marks")  # noqa: TRY004 - pydantic reads ValueError
    return Secret(value.strip())


def _store(value: object) -> Secret:
    """Check the database's address, which may hold a password; empty means the embedded one."""
    secret = _secret(value)
    scheme, rest, _ = secret.reveal().partition("://")
    if secret and (scheme not in _DATABASES or not rest):
        raise ValueError("must start with sqlite+aiosqlite:/// or postgresql+psycopg://")
    return secret


Listen = Annotated[Address, PlainValidator(_address)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
GatewayAddress = Annotated[str, AfterValidator(_gateway_address)]
WebhookAddress = Annotated[str, AfterValidator(_webhook_address)]
Owner = Annotated[str, AfterValidator(_owner)]
DayTime = Annotated[time, PlainValidator(_day_time)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
Hidden = Annotated[Secret, PlainValidator(_secret), PlainSerializer(repr)]
StoreAddress = Annotated[Secret, PlainValidator(_store), PlainSerializer(repr)]
Listed = BeforeValidator(_listed)

"""The sections of `config.toml`, their keys and what holds without a file."""

import re
from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, PrivateAttr, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.config.kinds import (
    Address,
    DayTime,
    GatewayAddress,
    Hidden,
    Listed,
    Listen,
    Owner,
    StoreAddress,
    WebAddress,
    WebhookAddress,
    Zone,
)
from bot.config.section import Section
from bot.config.sources import Sources
from bot.core.clock import TAIPEI
from bot.core.secret import Secret

Rate = Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)]

_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class Bot(Section):
    """What is true on every platform."""

    language: Literal["zh-TW", "en"] = "zh-TW"
    timezone: Zone = TAIPEI
    owners: Annotated[tuple[Owner, ...], Listed] = ()
    up_color: Literal["red", "green"] = "red"
    data_dir: str = ""
    person_per_minute: Annotated[int, Field(ge=0, le=1000)] = 20
    group_per_minute: Annotated[int, Field(ge=0, le=10_000)] = 60


class Telegram(Section):
    """The Telegram account; without a token the platform is not started."""

    token: Hidden = Secret()
    token_file: str = ""
    api_base_url: WebAddress = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: WebhookAddress = ""
    webhook_listen: Listen = Address("127.0.0.1", 8443)
    webhook_secret: Hidden = Secret()

    @model_validator(mode="after")
    def _webhook_is_complete(self) -> Self:
        """Demand what a webhook needs."""
        if self.mode == "webhook" and not (self.webhook_url and self.webhook_secret):
            raise ValueError('mode: "webhook" needs webhook_url and webhook_secret')
        if self.webhook_secret and not _WEBHOOK_SECRET.fullmatch(self.webhook_secret.reveal()):
            raise ValueError("webhook_secret: must be 1 to 256 of the letters A-Z a-z 0-9 _ -")
        return self


class Discord(Section):
    """The Discord account; without a token the platform is not started."""

    token: Hidden = Secret()
    token_file: str = ""
    api_base_url: WebAddress = "https://discord.com/api/v10"
    gateway_url: GatewayAddress = ""


class Web(Section):
    """The chat page; `auto` starts it when no platform has a token."""

    enabled: bool | Literal["auto"] = "auto"
    listen: Listen = Address("127.0.0.1", 8080)
    access_token: Hidden = Secret()

    @model_validator(mode="after")
    def _public_page_is_locked(self) -> Self:
        """Refuse a page that strangers could open."""
        if not self.listen.loopback and not self.access_token:
            raise ValueError("listen: an address other than this machine's own needs access_token")
        return self


class Storage(Section):
    """The database; empty means SQLite in the data directory."""

    url: StoreAddress = Secret()


class Delivery(Section):
    """How fast messages leave and how long they stay worth sending."""

    telegram_per_second: Rate = 27
    telegram_group_per_minute: Rate = 18
    expires_hours: Rate = 20


class Digests(Section):
    """When the digests look for their figures; times are in Taipei."""

    close_first_look: DayTime = time(13, 40)
    close_deadline: DayTime = time(17, 30)
    close_late_until: DayTime = time(8, 30)
    morning: DayTime = time(7, 30)
    morning_expires: DayTime = time(9, 30)
    week_expires_hours: Rate = 24


class Log(Section):
    """What is written to standard error."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"


class Config(BaseSettings):
    """Everything the operator decides, checked."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        env_prefix="BANQUET_",
        env_nested_delimiter="__",
        enable_decoding=False,
    )

    bot: Bot = Bot()
    telegram: Telegram = Telegram()
    discord: Discord = Discord()
    web: Web = Web()
    storage: Storage = Storage()
    sources: Sources = Sources()
    delivery: Delivery = Delivery()
    digests: Digests = Digests()
    log: Log = Log()

    _warnings: tuple[str, ...] = PrivateAttr(())

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - pydantic-settings passes it by position
        init_settings: PydanticBaseSettingsSource,
        *others: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings passes them
        **more: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take only what `load` hands over, so that nothing is read behind its back."""
        return (init_settings,)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what the operator should hear once at the start."""
        return self._warnings

    @property
    def data_dir(self) -> Path:
        """Return the directory of the store, the histories and the replays."""
        return Path(self.bot.data_dir)

    @property
    def storage_url(self) -> str:
        """Return the database's address; it may hold a password."""
        embedded = f"sqlite+aiosqlite:///{self.data_dir / 'banquet.sqlite3'}"
        return self.storage.url.reveal() or embedded

    @property
    def web_enabled(self) -> bool:
        """Tell whether the chat page is started."""
        if self.web.enabled == "auto":
            return not (self.telegram.token or self.discord.token)
        return self.web.enabled

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return every text that must never reach a log."""
        hidden = (
            self.telegram.token,
            self.telegram.webhook_secret,
            self.discord.token,
            self.web.access_token,
            self.sources.finmind.token,
        )
        password = urlsplit(self.storage.url.reveal()).password
        return tuple(text for text in (*(s.reveal() for s in hidden), password) if text)

    def warned(self, warnings: tuple[str, ...]) -> Self:
        """Return the same configuration with something to tell the operator."""
        copy = self.model_copy()
        copy._warnings = warnings  # noqa: SLF001 - a private attribute of our own copy
        return copy

    def in_directory(self, folder: Path) -> Self:
        """Return the same configuration with its data elsewhere."""
        bot = self.bot.model_copy(update={"data_dir": str(folder.absolute())})
        return self.model_copy(update={"bot": bot})

    def for_replay(self) -> Self:
        """Return the configuration of a replay, which never touches the live store."""
        return self.in_directory(self.data_dir / "replay").model_copy(update={"storage": Storage()})

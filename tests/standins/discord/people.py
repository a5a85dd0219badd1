"""People and places, as interactions describe them."""

from dataclasses import dataclass

from tests.standins.discord.refusals import JSON

APPLICATION = 900
MANAGE_GUILD, SEND_MESSAGES = 1 << 5, 1 << 11
MEMBER, MANAGER = SEND_MESSAGES, SEND_MESSAGES | MANAGE_GUILD
IN_GUILD, IN_BOT_DM, IN_PRIVATE_CHANNEL = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an account; a bot's account is marked."""

    id: int
    name: str
    locale: str = "zh-TW"
    bot: bool = False

    def user(self) -> JSON:
        """Return the user object."""
        return {
            "id": str(self.id), "username": self.name, "discriminator": "0",
            "global_name": self.name, "avatar": None, "bot": self.bot, "public_flags": 0,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A channel: in a server, a direct message with the bot, or among other people."""

    channel: int
    guild: int | None = None
    guild_locale: str = "zh-TW"
    context: int = IN_GUILD
    user_install: bool = False
    """True where the bot is only the asker's own app."""

    def facts(self, who: Person, permissions: int) -> JSON:
        """Return the fields that say where an interaction comes from, and by whom."""
        owners = {"1": str(who.id)} if self.user_install else {"0": str(self.guild or 0)}
        facts: JSON = {
            "channel_id": str(self.channel), "context": self.context,
            "authorizing_integration_owners": owners, "locale": who.locale,
        }  # fmt: skip
        if self.guild is None:
            kind = 1 if self.context == IN_BOT_DM else 3
            channel = {"id": str(self.channel), "type": kind, "recipients": [], "owner_id": "1"}
            return {**facts, "user": who.user(), "channel": channel}
        channel = {
            "id": str(self.channel), "type": 0, "name": "general", "guild_id": str(self.guild),
            "position": 0, "permission_overwrites": [], "parent_id": None,
        }  # fmt: skip
        member = {
            "user": who.user(), "roles": [], "joined_at": "2024-01-01T00:00:00+00:00",
            "deaf": False, "mute": False, "flags": 0, "permissions": str(permissions),
        }  # fmt: skip
        guild = {"id": str(self.guild), "locale": self.guild_locale, "features": []}
        here = {"guild_id": str(self.guild), "guild_locale": self.guild_locale}
        return {**facts, **here, "member": member, "guild": guild, "channel": channel}


ALICE, BOB = Person(11, "alice"), Person(12, "bob")
EVE, ROBOT = Person(13, "eve", "en-US"), Person(14, "robot", bot=True)
SERVER = Place(501, 77)
ENGLISH_SERVER = Place(502, 78, "en-US")
OWN_APP = Place(503, 79, user_install=True)
DIRECT = Place(601, context=IN_BOT_DM)
AMONG_PEOPLE = Place(602, context=IN_PRIVATE_CHANNEL, user_install=True)

"""Servers as the gateway describes them to a bot that is in them."""

from tests.standins.discord.people import APPLICATION, Place
from tests.standins.discord.refusals import JSON

GUILDS_INTENT = 1 << 0
EVERYONE = (1 << 10) | (1 << 11) | (1 << 14)
"""View channels, send messages, embed links."""


def guild(place: Place, joined: str, everyone: int = EVERYONE) -> JSON:
    """Return GUILD_CREATE's data: one channel, one role, and the bot itself as a member."""
    bot = {"id": str(APPLICATION), "username": "Banquet", "discriminator": "0", "avatar": None}
    return {
        "id": str(place.guild), "name": "A server", "owner_id": "1",
        "preferred_locale": place.guild_locale, "features": [], "emojis": [], "stickers": [],
        "member_count": 3, "large": False, "joined_at": joined, "system_channel_id": None,
        "afk_timeout": 300, "afk_channel_id": None, "verification_level": 0, "mfa_level": 0,
        "default_message_notifications": 0, "explicit_content_filter": 0, "nsfw_level": 0,
        "premium_tier": 0, "system_channel_flags": 0, "icon": None, "splash": None,
        "roles": [_role(place, everyone)],
        "channels": [
            {
                "id": str(place.channel), "type": 0, "name": "general", "position": 0,
                "permission_overwrites": [], "parent_id": None, "nsfw": False,
            }
        ],
        "members": [
            {
                "user": {**bot, "bot": True}, "roles": [], "joined_at": joined, "deaf": False,
                "mute": False, "flags": 0,
            }
        ],
        "threads": [], "voice_states": [], "presences": [], "stage_instances": [],
        "guild_scheduled_events": [], "soundboard_sounds": [],
    }  # fmt: skip


def _role(place: Place, everyone: int) -> JSON:
    """Return the role that everybody has."""
    return {
        "id": str(place.guild), "name": "@everyone", "permissions": str(everyone), "position": 0,
        "color": 0, "hoist": False, "managed": False, "mentionable": False, "flags": 0,
    }  # fmt: skip

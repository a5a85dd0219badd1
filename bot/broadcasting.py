"""A confirmed broadcast is laid out for each platform and put into the outbox, within a minute."""

from dataclasses import dataclass

from bot.app import Banquet
from bot.core.broadcasts import Layout, Stage, announcement
from bot.core.i18n import LANGUAGES, say_in
from bot.starting import pushers_of

PLATFORMS = ("telegram", "discord")


@dataclass(frozen=True, slots=True)
class Broadcaster:
    """Look for a broadcast that is to leave."""

    banquet: Banquet

    async def look(self) -> int:
        """Put what was confirmed into the outbox; return how many messages."""
        store, config = self.banquet.store, self.banquet.config
        wanted = await store.broadcasts.latest()
        if wanted is None or wanted.stage is not Stage.WANTED:
            return 0
        pushers = pushers_of(config, self.banquet.clock)
        layouts = [
            Layout(name, language, pusher.bot,
                   pusher.push(announcement(wanted.text, say_in(language)), language).bodies)
            for name, pusher in pushers.items() if name in PLATFORMS
            for language in LANGUAGES
        ]  # fmt: skip
        now, default = self.banquet.clock.now(), config.bot.language
        return await store.broadcasts.carry_out(wanted, layouts, default, now)

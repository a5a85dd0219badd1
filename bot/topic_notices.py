"""A chat hears once, where its messages go now, that one of its topics takes none any more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app import Banquet
from bot.core.i18n import Say, say_in
from bot.core.replies import Button, Reply, paragraph
from bot.core.sending import Part
from bot.noticing import notice, telegram_pusher

LOOKED_BACK = timedelta(hours=24)
OVERLAP = timedelta(minutes=1)
EXPIRES = timedelta(hours=20)


@dataclass(slots=True)
class TopicNotices:
    """Look for topics whose messages were sent to the chat itself."""

    banquet: Banquet
    _looked: datetime | None = None

    async def look(self) -> int:
        """Tell the chats of topics that were found closed or gone; return how many messages."""
        pusher = telegram_pusher(self.banquet)
        if pusher is None:
            return 0
        store, now = self.banquet.store, self.banquet.clock.now()
        since = self._looked - OVERLAP if self._looked else now - LOOKED_BACK
        parts = list[Part]()
        for lost in await store.lost_topics.since(since):
            language = lost.language or self.banquet.config.bot.language
            push = pusher.push(_told(say_in(language)), language)
            await store.buttons.keep(push.buttons)
            key = f"topic:{lost.chat.platform}:{lost.chat.id}:{lost.chat.topic}"
            parts += notice(key, lost.bot, lost.chat.id, push, now + EXPIRES)
        added = await store.outbox.add(parts) if parts else 0
        self._looked = now
        return added


def _told(say: Say) -> Reply:
    """Say what happened and how to change it."""
    return Reply(
        say("A topic is closed or gone, so what was subscribed there comes here."),
        (paragraph(say("An admin can end it, or subscribe again in another topic.")),),
        ((Button(say("Manage subscriptions"), "/subscriptions"),),),
    )

"""Pushes on the page: kept as sent, and fetched by whoever has the page open."""

from dataclasses import dataclass

from bot.core.i18n import say_in
from bot.core.pictures import FIELD
from bot.core.plain import plain
from bot.core.pushing import Push
from bot.core.replies import Reply
from bot.core.sending import Answer, Delivery
from bot.platforms.web.render import fragment

BOT = "web"


@dataclass(frozen=True, slots=True)
class WebPusher:
    """Lay out pushes for the page; implements the Pusher port."""

    platform: str = "web"
    bot: str = BOT

    def push(self, reply: Reply, language: str) -> Push:
        """Write a reply as the page shows answers, and as scripts read it."""
        picture = reply.picture
        html = fragment(reply, say_in(language), picture)
        body: dict[str, object] = {"html": html, "text": plain(reply)}
        return Push([{**body, FIELD: picture.packed()} if picture else body])


class WebSender:
    """Settle pushes: once they are in the outbox as sent, the page finds them."""

    async def send(self, delivery: Delivery) -> Answer:
        """Take one delivery."""
        return Answer("ok", message_id=delivery.id)

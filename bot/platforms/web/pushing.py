"""Pushes on the page: kept as sent, and fetched by whoever has the page open."""

from dataclasses import dataclass

from aiohttp import web

from bot.core.i18n import say_in
from bot.core.pushing import Push, Pushes
from bot.core.replies import Reply
from bot.core.sending import Answer, Delivery
from bot.platforms.web.asking import json_response
from bot.platforms.web.render import fragment

BOT = "web"
_MOST = 50


@dataclass(frozen=True, slots=True)
class WebPusher:
    """Lay out pushes for the page; implements the Pusher port."""

    platform: str = "web"
    bot: str = BOT

    def push(self, reply: Reply, language: str) -> Push:
        """Write a reply as the page shows answers."""
        return Push([{"html": fragment(reply, say_in(language))}])


class WebSender:
    """Settle pushes: once they are in the outbox as sent, the page finds them."""

    async def send(self, delivery: Delivery) -> Answer:
        """Take one delivery."""
        return Answer("ok", message_id=delivery.id)


@dataclass(frozen=True, slots=True)
class Board:
    """`GET /api/pushes?after=7`: what came since, the newest state of each message."""

    pushes: Pushes | None
    """None = this page only answers."""

    async def show(self, request: web.Request) -> web.Response:
        """Answer with up to fifty messages, oldest first."""
        after = request.query.get("after", "0")
        if not (after.isascii() and after.isdigit() and len(after) < 19):  # noqa: PLR2004 - digits of a database's id
            raise web.HTTPBadRequest(text="after must be a whole number.\n")
        shown = await self.pushes.since(BOT, int(after), _MOST) if self.pushes else []
        return json_response(
            {
                "pushes": [
                    {
                        "id": one.id,
                        "message": one.message,
                        "at": one.at.isoformat(),
                        "html": one.body.get("html", ""),
                    }
                    for one in shown
                ]
            }
        )

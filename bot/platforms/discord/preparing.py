"""From a request to an answer that is ready to leave: asked, rendered, its buttons kept."""

import logging

from bot.core.clock import Clock
from bot.core.errors import UpstreamError
from bot.core.i18n import Say, say_in
from bot.core.pictures import Painter
from bot.core.ports import Buttons, StoredButton
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.platforms.discord.buttons import id_in, stored_buttons
from bot.platforms.discord.pushing import ANY_CHAT
from bot.platforms.discord.render import render
from bot.platforms.discord.slots import Ready
from bot.platforms.discord.spelling import spelled_for_discord
from bot.platforms.discord.talk import Core

_log = logging.getLogger(__name__)


class Preparation:
    """Everything about an answer that may take time, before anything is sent."""

    def __init__(
        self, core: Core, buttons: Buttons, clock: Clock, painter: Painter | None = None
    ) -> None:
        """Ask this core and keep buttons there; without a painter answers are text alone."""
        self._painter = painter
        self._core = core
        self._buttons = buttons
        self._clock = clock

    async def command(self, request: Request) -> Ready:
        """Answer a slash command; where the core keeps silent, say that there is no answer."""
        reply = await self._core.answer(request)
        say = await self._say(request)
        if reply is None:
            return Ready(text=say("There is no answer to that here."), private=True)
        return await self._ready(request, reply)

    async def press(self, request: Request, custom_id: str) -> Ready:
        """Answer the line that a button stands for; the request's text is not known yet."""
        button_id = id_in(custom_id)
        stored = await self._buttons.find(button_id) if button_id else None
        say = await self._say(request)
        if stored is None or not self._valid(stored, request):
            return await self._expired(request, say)
        if stored.presser not in (None, request.principal.id):
            text = say("Only the person who asked can press this; your own question gets its own.")
            return Ready(text=text, private=True)
        pressed = _with_line(request, stored.line)
        refusal = await self._core.refusal(pressed)
        if refusal is not None:
            return await self._ready(pressed, refusal)
        if stored.once and not await self._buttons.take(stored.id, self._clock.now()):
            return Ready(text=say("This was done already."), private=True)
        return await self.command(pressed)

    def _valid(self, stored: StoredButton, request: Request) -> bool:
        """Tell whether a stored button belongs here and still works."""
        here = stored.platform == request.chat.platform
        here = here and stored.chat in (request.chat.id, ANY_CHAT)
        return here and self._clock.now() < stored.expires_at

    async def _expired(self, request: Request, say: Say) -> Ready:
        """Say that the button is too old, and what can be asked now."""
        text = say("This button has expired. Here is what you can ask:")
        menu = await self.command(_with_line(request, "/help"))
        return Ready(menu.messages, menu.rows, text, private=True)

    async def _ready(self, request: Request, reply: Reply) -> Ready:
        """Render a reply and keep its buttons; without the store it leaves without buttons."""
        rows, kept = stored_buttons(reply.buttons, request, shared=reply.shared)
        try:
            if kept:
                await self._buttons.keep(kept)
        except UpstreamError as failure:
            _log.warning("an answer leaves without its buttons: %s", type(failure).__name__)
            rows = ()
        spelled = spelled_for_discord(reply, self._core.registry)
        messages = render(spelled)
        wanted = reply.picture
        picture = await self._painter.paint(wanted) if wanted and self._painter else None
        return Ready(
            messages, rows, private=reply.private, files=reply.attachments, picture=picture
        )

    async def _say(self, request: Request) -> Say:
        """Return the voice of the request's chat."""
        return say_in(await self._core.language(request.chat, request.language))


def _with_line(request: Request, line: str) -> Request:
    """Return the same request with a line to answer."""
    return Request(
        request.chat, request.principal, line, request.at,
        addressed=True, language=request.language,
    )  # fmt: skip

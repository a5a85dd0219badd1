"""One update at a time: read it, ask the core, lay out what is sent."""

import asyncio
import json
import logging
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from bot.core.chat_life import Life
from bot.core.clock import Clock
from bot.core.errors import UpstreamError
from bot.core.failures import reply_to
from bot.core.i18n import N_, Say, say_in
from bot.core.ports import Arrival, Buttons, Handled, StoredButton
from bot.core.principals import Chat
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.text import echo
from bot.core.understanding import understand
from bot.platforms.telegram.addressing import Me
from bot.platforms.telegram.events import Event
from bot.platforms.telegram.gate import Heard, Ignored, Press, Question, Read, read_update
from bot.platforms.telegram.life import asked_there, lived, pressed_there
from bot.platforms.telegram.parts import Place, asker_in, reply_parts
from bot.platforms.telegram.pushing import ANY_CHAT
from bot.platforms.telegram.render import render
from bot.platforms.telegram.talk import Answered, Answering, Toasts

_log = logging.getLogger(__name__)
STALE: Final = timedelta(minutes=15)
_OURS: Final = re.compile(r"v1\.[A-Za-z0-9_-]{12}")


class TookTooLong(UpstreamError):  # noqa: N818 - says what happened
    """A handler did not finish in time."""

    message = N_("That took too long, so it was stopped.")


@dataclass(frozen=True, slots=True)
class Clerk:
    """Deal with updates of one bot; `deadline` is in seconds and for one question."""

    bot: str
    me: Me
    core: Answering
    life: Life
    buttons: Buttons
    toasts: Toasts
    clock: Clock
    answered: Answered
    """Where an earlier answer of ours is, by its key in the outbox."""
    deadline: float = 30.0

    def read(self, arrival: Arrival) -> Read:
        """Read a stored update; an unreadable one is ignored, with a line in the log."""
        try:
            update = json.loads(arrival.payload)
        except (ValueError, RecursionError):
            update = None
        if isinstance(update, dict):
            return read_update(update, self.me)
        _log.warning("an update cannot be read and is kept unanswered: %d", arrival.id)
        return Ignored("unreadable")

    async def serve(self, arrival: Arrival, read: Heard) -> Handled:
        """Return what an update brings about; never raise but CancelledError."""
        try:
            if isinstance(read, Press):
                return await self._pressed(arrival.id, await pressed_there(read, self.life))
            if isinstance(read, Question):
                return await self._asked(arrival.id, await asked_there(read, self.life))
            return await self._lived(arrival.id, read)
        except Exception as failure:  # noqa: BLE001 - one bad update must not stop the others
            return self._failed(arrival.id, read, failure)

    async def _lived(self, update: int, event: Event) -> Handled:
        """Take in what happened to a chat; one that is back is greeted."""
        known = await lived(event, self.life)
        if known is None:
            return Handled(update)
        chat, greet = known
        say = say_in(await self.core.language(chat))
        place = Place(self.bot, update, chat, None, self.clock.now())
        return reply_parts(render(greet(say)), place)

    async def _asked(self, update: int, question: Question) -> Handled:
        """Answer a typed line; one from long ago is offered again in place of being run."""
        request = replace(question.request, id=f"{self.bot}:u{update}")
        place = self._place(update, request, answers=question.message)
        if self.clock.now() - request.at <= STALE:
            return await self._answered(request, place)
        if understand(self.core.registry, request) is None:
            return Handled(update)
        return self._laid_out(_away(request.text, await self._say(request)), place, request)

    async def _pressed(self, update: int, press: Press) -> Handled:
        """Run a button's line, or say why not."""
        stored = await self.buttons.find(press.data) if _OURS.fullmatch(press.data) else None
        say = await self._say_to(press)
        if press.chat is None or not self._runs(press, stored):
            return await self._expired(update, press, say)
        assert stored is not None  # noqa: S101 - narrows the type for the checker
        if stored.presser not in (None, press.principal.id):
            await self.toasts.show(press.query, say("Only who asked can press this."))
            return Handled(update)
        request = self._request(press, press.chat, stored.line)
        if refused := await self._refused(request, stored, say):
            await self.toasts.show(press.query, refused, alert=True)
            return Handled(update)
        place = self._place(update, request, asker=stored.presser)
        if not await self.toasts.show(press.query):
            return self._laid_out(_away(stored.line, say), place, request)
        # What many chats show stays as it is; the answer is a message of its own.
        own = press.editable and stored.chat != ANY_CHAT
        place = replace(place, edits=press.message if own else None, edits_photo=press.photo)
        return await self._answered(request, place)

    async def _refused(self, request: Request, stored: StoredButton, say: Say) -> str:
        """Return why a press has no effect: for the presser alone, the message stays as it is."""
        refusal = await self.core.refusal(request)
        if refusal is not None:
            hint = refusal.fault.hint if refusal.fault else ""
            return f"{refusal.title} {hint}".strip()
        if stored.once and not await self.buttons.take(stored.id, self.clock.now()):
            return say("This was done already.")
        return ""

    async def _expired(self, update: int, press: Press, say: Say) -> Handled:
        """Say that a button is too old, and show a fresh menu where the chat is known."""
        fresh = await self.toasts.show(press.query, say("This button has expired."))
        if press.chat is None or not fresh:
            return Handled(update)
        request = self._request(press, press.chat, "/help")
        return await self._answered(request, self._place(update, request))

    def _runs(self, press: Press, stored: StoredButton | None) -> bool:
        """Tell whether a stored line may still be run from where it was pressed."""
        if stored is None or press.chat is None or press.message is None:
            return False
        here = stored.platform == press.chat.platform and stored.chat in (press.chat.id, ANY_CHAT)
        return here and stored.expires_at > self.clock.now()

    async def _answered(self, request: Request, place: Place) -> Handled:
        """Ask the core within the deadline and lay the answer out."""
        try:
            async with asyncio.timeout(self.deadline):
                reply = await self.core.answer(request)
        except TimeoutError:
            reply = reply_to(TookTooLong(), "", request.text, await self._say(request))
        if reply is None:
            return Handled(place.update)
        if reply.refers_to is not None:
            first = await self.answered(f"{reply.refers_to}:0")
            place = replace(place, answers=first or place.answers)
        return self._laid_out(reply, place, request)

    def _laid_out(self, reply: Reply, place: Place, request: Request) -> Handled:
        """Render a reply; should that fail, say in plain words that it did."""
        place = replace(place, asker=None if reply.shared else place.asker, fades=reply.fades)
        try:
            return reply_parts(render(reply), place)
        except Exception as failure:  # noqa: BLE001 - the asker gets an answer all the same
            say = say_in(request.language or "")
            return reply_parts(render(reply_to(failure, reply.command, request.text, say)), place)

    def _failed(self, update: int, read: Heard, failure: Exception) -> Handled:
        """Own up to a failure outside of the core, such as a store that does not answer."""
        chat, line, language = _asked_where(read)
        reply = reply_to(failure, "", line, say_in(language or ""))
        if chat is None:
            return Handled(update)
        return reply_parts(render(reply), Place(self.bot, update, chat, None, self.clock.now()))

    def _request(self, press: Press, chat: Chat, line: str) -> Request:
        """Make the request that a button stands for."""
        return Request(
            chat,
            press.principal,
            line,
            self.clock.now(),
            addressed=True,
            language=press.language,
            links=True,
        )

    def _place(
        self, update: int, request: Request, answers: int | None = None, asker: int | None = None
    ) -> Place:
        """Say where the reply to a request goes."""
        presser = asker if asker is not None else asker_in(request.chat, request.principal.id)
        now, me = self.clock.now(), self.me.username
        return Place(self.bot, update, request.chat, presser, now, answers=answers, me=me)

    async def _say(self, request: Request) -> Say:
        """Speak the language of a request's chat."""
        return say_in(await self.core.language(request.chat, request.language))

    async def _say_to(self, press: Press) -> Say:
        """Speak the language of a press's chat; without one, the presser's."""
        if press.chat is None:
            return say_in(press.language or "")
        return say_in(await self.core.language(press.chat, press.language))


def _away(line: str, say: Say) -> Reply:
    """Offer a line that came while the bot was away."""
    title = say("Banquet was away when this came, so it was not run.")
    button = Button(echo(line), line)
    return Reply(title, (paragraph(say("Press to run it now.")),), ((button,),))


def _asked_where(read: Heard) -> tuple[Chat | None, str, str | None]:
    """Return chat, line and language of what was asked; no chat where silence is better."""
    if isinstance(read, Press):
        return read.chat, "", read.language
    if not isinstance(read, Question):
        return None, "", None
    request = read.request
    return request.chat if request.addressed else None, request.text, request.language

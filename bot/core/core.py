"""The way of every question: gate, parse, handler, reply."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.core.access import Doorkeeper
from bot.core.chat_life import Life
from bot.core.clock import Clock, Moment
from bot.core.errors import AskerError
from bot.core.failures import reply_to
from bot.core.i18n import DEFAULT_LANGUAGE, Say, say_in
from bot.core.parameters import Almanac, Choice, Reading
from bot.core.parsing import Parsed, read_line, read_named
from bot.core.ports import Chats
from bot.core.principals import Chat, ChatKind
from bot.core.registry import Command, Registry
from bot.core.replies import Reply, paragraph
from bot.core.requests import Request
from bot.core.understanding import Understood, Unknown, understand
from bot.core.unknown import Closeness, closeness_of, no_such_command

PER_REQUEST = ("say", "moment", "request")
"""Ports that differ from one request to the next."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a core is made of; `ports` fill handlers' keyword-only parameters by name."""

    registry: Registry
    almanac: Almanac
    chats: Chats
    doorkeeper: Doorkeeper
    clock: Clock
    ports: Mapping[str, object]
    language: str = DEFAULT_LANGUAGE
    life: Life | None = None
    """Told of every chat that asks something: the bot is there."""


class Core:
    """Answer requests; the same for every platform."""

    def __init__(self, parts: Parts) -> None:
        """Check that every handler's ports can be filled."""
        self._parts = parts
        self.registry = parts.registry
        for command in parts.registry.commands:
            for port in command.ports:
                if port not in parts.ports and port not in PER_REQUEST:
                    raise ValueError(f"/{command.name} asks for a port nobody fills: {port}")

    async def answer(self, request: Request) -> Reply | None:
        """Answer a request; None = say nothing. Every error becomes a designed reply."""
        say, command, line = say_in(self._parts.language), "", request.text
        try:
            # Talk that is none of ours is let be before anything is asked of the store.
            meant = understand(self.registry, request)
            if meant is None:
                return None
            if self._parts.life and request.occasion is None:
                await self._parts.life.heard(request.chat)
            say = say_in(request.speak or await self.language(request.chat, request.language))
            if isinstance(meant, Unknown):
                moment = Moment(self._parts.clock.now())
                known = self._parts.almanac
                refusal = no_such_command(self.registry, meant.words, moment, say, known)
                return reply_to(refusal, "", line, say)
            command, line = meant.command.name, _line(meant)
            return await self._run(meant, request, say)
        except Exception as failure:  # noqa: BLE001 - the one net below every handler
            return reply_to(failure, command, line, say)

    async def language(self, chat: Chat, hint: str | None = None) -> str:
        """Return the chat's language; a private chat that never chose follows the hint."""
        stored = await self._parts.chats.language(chat)
        return stored or (hint if chat.kind is ChatKind.PRIVATE else None) or self._parts.language

    def complete(self, command: str, parameter: str, typed: str, language: str) -> list[Choice]:
        """Offer up to 25 values for a parameter, from memory only."""
        found = self.registry.find(command)
        named = next((p for p in found.parameters if p.name == parameter), None) if found else None
        if found is None or named is None:
            return []
        reading = self._reading(found, (), say_in(language), Moment(self._parts.clock.now()))
        return named.kind.complete(typed[:64], reading)[:25]

    async def _run(self, meant: Understood, request: Request, say: Say) -> Reply | None:
        """Check access, read the values, call the handler."""
        command = meant.command
        await self._parts.doorkeeper.check(command, request, say)
        moment = Moment(self._parts.clock.now())
        reading = self._reading(command, meant.words, say, moment)
        try:
            parsed = _read(meant, reading)
        except AskerError as refusal:
            if meant.bare:
                self._bare_refused(request, reading, refusal)
                return None
            raise
        once = {"say": say, "moment": moment, "request": request}
        ports = {name: once.get(name) or self._parts.ports[name] for name in command.ports}
        reply: Reply = await command.handler(*parsed.values.values(), **ports)
        return _with_doubt(replace(reply, command=command.name), parsed)

    def _bare_refused(self, request: Request, reading: Reading, refusal: AskerError) -> None:
        """Refuse a line without a command word; in groups small talk and guesses get nothing."""
        closeness = closeness_of(reading)
        private = request.chat.kind is ChatKind.PRIVATE
        if closeness is Closeness.EXACT or (private and closeness is Closeness.NEAR):
            raise refusal
        if private:
            moment, say, known = reading.moment, reading.say, reading.almanac
            raise no_such_command(self.registry, reading.words, moment, say, known)

    def _reading(
        self, command: Command, words: tuple[str, ...], say: Say, moment: Moment
    ) -> Reading:
        """Begin to read a line of a command."""
        return Reading(command.name, words, moment, say, self._parts.almanac)


def _read(meant: Understood, reading: Reading) -> Parsed:
    """Read the values, named or in a line."""
    if meant.named:
        return read_named(meant.command, reading, meant.named)
    return read_line(meant.command, reading)


def _line(meant: Understood) -> str:
    """Return the line that was meant, for a button that tries again."""
    named = (meant.named.get(parameter.name, "") for parameter in meant.command.parameters)
    return " ".join(filter(None, (f"/{meant.command.name}", *meant.words, *named)))


def _with_doubt(reply: Reply, parsed: Parsed) -> Reply:
    """Add what else could have been meant."""
    if parsed.doubt is None:
        return reply
    text, button = parsed.doubt
    return reply.with_block(paragraph(text)).with_buttons(button)

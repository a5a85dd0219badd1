"""The way of every question: gate, parse, handler, reply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core.afterthoughts import Afterthought
from bot.core.audit import Author
from bot.core.chat_life import Life
from bot.core.clock import Clock, Moment
from bot.core.errors import AskerError
from bot.core.failures import reply_to
from bot.core.gates import Asked, Gate, Silence
from bot.core.i18n import DEFAULT_LANGUAGE, Say, say_in
from bot.core.kinds.basket import BasketNameKind
from bot.core.own_baskets import Holder, OwnBaskets
from bot.core.parameters import Almanac, Choice, Reading
from bot.core.parsing import Parsed, read_line, read_named
from bot.core.principals import Chat, ChatKind
from bot.core.registry import Registry, Section
from bot.core.remote import led_back, remote
from bot.core.repeats import Repeats
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.core.setting_list import settled
from bot.core.settings import OPERATOR, ChatSettings, Settings
from bot.core.understanding import Understood, Unknown, understand
from bot.core.unknown import Closeness, closeness_of, no_such_command

BASKETS = BasketNameKind()
PER_REQUEST = ("say", "moment", "request", "settings", "author", "almanac")
"""Ports that differ from one request to the next."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a core is made of; `ports` fill handlers' keyword-only parameters by name."""

    registry: Registry
    almanac: Almanac
    chat_settings: ChatSettings
    own_baskets: OwnBaskets
    gates: Sequence[Gate]
    """Passed in this order by every question."""
    clock: Clock
    ports: Mapping[str, object]
    language: str = DEFAULT_LANGUAGE
    defaults: Mapping[str, str] = field(default_factory=dict)
    """Settings as the operator's file has them."""
    repeats: Repeats | None = None
    life: Life | None = None
    """Told of every chat that asks something: the bot is there."""
    after: Sequence[Afterthought] = ()
    """What follows each answer, in this order."""


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
        if (there := remote(request)) is None:
            reply = await self._answer(request)
            for one in self._parts.after:
                reply = reply and await one.after(request, reply)
            return reply
        inner, prefix = there
        reply = await self._answer(await self._as_here(inner, request))
        return reply and led_back(reply, prefix)

    async def _as_here(self, inner: Request, request: Request) -> Request:
        """Return a request for another chat; only settings are run from afar, in one's language."""
        meant = understand(self.registry, inner)
        known = isinstance(meant, Understood) and meant.command.section is Section.SETTINGS
        speak = request.speak or await self.language(request.chat, request.language)
        return replace(inner, text=inner.text if known else "/settings", speak=speak)

    async def _answer(self, request: Request) -> Reply | None:
        """Answer a request where it was asked."""
        say, command, line = say_in(self._parts.language), "", request.text
        try:
            # Talk that is none of ours is let be before anything is asked of the store.
            meant = understand(self.registry, request)
            if meant is None:
                return None
            if self._parts.life and request.occasion is None:
                await self._parts.life.heard(request.chat)
            settings = await self.settings(request)
            say = say_in(request.speak or self._spoken(settings, request.chat, request.language))
            if isinstance(meant, Unknown):
                moment = Moment(self._parts.clock.now())
                known = self._parts.almanac
                refusal = no_such_command(self.registry, meant.words, moment, say, known)
                return reply_to(refusal, "", line, say)
            command, line = meant.command.name, meant.line
            reply = await self._run(meant, request, settings, say)
            return reply and replace(
                reply, look=settings.look, fades=_fades(meant, request, settings)
            )
        except Silence:
            return None
        except Exception as failure:  # noqa: BLE001 - the one net below every handler
            return reply_to(failure, command, line, say)

    async def refusal(self, request: Request) -> Reply | None:
        """Return why a line may not be run here and by whom; None = it may be tried."""
        if (there := remote(request)) is not None:
            request = await self._as_here(there[0], request)
        meant, say = understand(self.registry, request), say_in(self._parts.language)
        if not isinstance(meant, Understood):
            return None
        try:
            settings = await self.settings(request)
            say = say_in(request.speak or self._spoken(settings, request.chat, request.language))
            await self._pass(Asked(meant.command, request, settings, say, trial=True))
        except Silence:
            return None
        except Exception as failure:  # noqa: BLE001 - as above: closed when in doubt
            return reply_to(failure, meant.command.name, "", say)
        return None

    def reading(self, ports: Mapping[str, object], chat_settings: ChatSettings) -> "Core":
        """Return a core that is the same but for some of what it reads."""
        own = {**self._parts.ports, **ports}
        return Core(replace(self._parts, ports=own, chat_settings=chat_settings))

    async def settings(self, request: Request) -> Settings:
        """Return the values that hold where a question is asked."""
        stored = self._parts.chat_settings
        if request.layers is None:
            return settled(await stored.layers(request.chat), self._parts.defaults)
        # Many chats at once: what the operator chose holds for all of them.
        operator = (await stored.layers(OPERATOR)).operator
        return settled(replace(request.layers, operator=operator), self._parts.defaults)

    async def language(self, chat: Chat, hint: str | None = None) -> str:
        """Return the chat's language; a private chat that never chose follows the hint."""
        layers = await self._parts.chat_settings.layers(chat)
        return self._spoken(settled(layers, self._parts.defaults), chat, hint)

    def _spoken(self, settings: Settings, chat: Chat, hint: str | None) -> str:
        """Return the language that was chosen, wished for, or set by the operator."""
        layers = settings.layers
        chosen = layers.topic.values.get("language") or layers.chat.values.get("language")
        wished = hint if chat.kind is ChatKind.PRIVATE else None
        return chosen or wished or settings["language"] or self._parts.language

    def complete(self, command: str, parameter: str, typed: str, language: str) -> list[Choice]:
        """Offer up to 25 values for a parameter, from memory only."""
        found = self.registry.find(command)
        named = next((p for p in found.parameters if p.name == parameter), None) if found else None
        if found is None or named is None:
            return []
        moment = Moment(self._parts.clock.now())
        reading = Reading(found.spoken, (), moment, say_in(language), self._parts.almanac)
        return named.kind.complete(typed[:64], reading)[:25]

    async def _pass(self, asked: Asked) -> None:
        """Pass every gate."""
        for gate in self._parts.gates:
            await gate.check(asked)

    async def _run(
        self, meant: Understood, request: Request, settings: Settings, say: Say
    ) -> Reply | None:
        """Pass the gates, read the values, call the handler."""
        command, repeats = meant.command, self._parts.repeats
        await self._pass(Asked(command, request, settings, say))
        if repeats and (earlier := repeats.earlier(meant, request)):
            return Reply(say("Answered a moment ago ↑"), private=True, refers_to=earlier)
        moment = Moment(self._parts.clock.now())
        almanac = await self._known_in(request.chat, settings)
        reading = Reading(command.spoken, meant.words, moment, say, almanac)
        if (other := self._for_basket(meant, reading)) is not None:
            return await self._run(other, request, settings, say)
        try:
            parsed = _read(meant, reading)
        except AskerError as refusal:
            if meant.bare:
                self._bare_refused(request, reading, refusal)
                return None
            raise
        once = {
            "say": say,
            "moment": moment,
            "request": request,
            "settings": settings,
            "author": Author(request.principal.key, moment.now),
            "almanac": almanac,
        }
        ports = {name: once.get(name) or self._parts.ports[name] for name in command.ports}
        reply: Reply = await command.handler(*parsed.values.values(), **ports)
        if repeats and reply.ok:
            repeats.note(meant, request)
        return parsed.noted(replace(reply, command=command.name))

    def _for_basket(self, meant: Understood, reading: Reading) -> Understood | None:
        """Return what is meant where a basket is named in place of an instrument."""
        named = meant.named.get("instruments", "").split()
        words = meant.words or tuple(named)
        target = self.registry.find(meant.command.baskets_to or "")
        if target is None or not words or BASKETS.read(replace(reading, words=words), 0) is None:
            return None
        rest = [text for name, text in meant.named.items() if name != "instruments"]
        return Understood(target, (*words, *" ".join(rest).split()), bare=meant.bare)

    async def _known_in(self, chat: Chat, settings: Settings) -> Almanac:
        """Return what is known in a chat: everything bundled, and its own baskets."""
        known = self._parts.almanac
        if not settings.layers.own:
            return known
        own = await self._parts.own_baskets.named(chat)
        if chat.kind is ChatKind.PRIVATE:
            mine = await self._parts.own_baskets.of(Holder(chat.platform, 0, chat.id))
            own = {**own, **{one.name: one.basket() for one in mine if one.spells}}
        return replace(known, baskets={**known.baskets, **own})

    def _bare_refused(self, request: Request, reading: Reading, refusal: AskerError) -> None:
        """Refuse a line without a command word; in groups small talk and guesses get nothing."""
        closeness = closeness_of(reading)
        private = request.chat.kind is ChatKind.PRIVATE
        if closeness is Closeness.EXACT or (private and closeness is Closeness.NEAR):
            raise refusal
        if private:
            moment, say, known = reading.moment, reading.say, reading.almanac
            raise no_such_command(self.registry, reading.words, moment, say, known)


def _read(meant: Understood, reading: Reading) -> Parsed:
    """Read the values, named or in a line."""
    if meant.named:
        return read_named(meant.command, reading, meant.named)
    return read_line(meant.command, reading)


def _fades(meant: Understood, request: Request, settings: Settings) -> int:
    """Return the seconds for which an answer stays; settings and pushes always do."""
    is_lookup = meant.command.section is Section.LOOKUP and request.occasion is None
    return settings.fade if is_lookup and request.chat.kind is ChatKind.GROUP else 0

"""Reading, naming and showing of baskets that a chat drew up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.core.audit import Author
from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.kinds.instrument import InstrumentKind
from bot.core.own_baskets import (
    MOST_BASKETS,
    MOST_MEMBERS,
    Holder,
    OwnBasket,
    OwnBaskets,
)
from bot.core.parameters import Almanac, Reading
from bot.core.registry import Registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.text import echo, fold
from bot.market.instruments import Instrument
from handlers.saying.names import name_of

_NAME = re.compile(r"[^\W_][\w-]{0,23}")
_WEIGHTED = re.compile(r"(.+?)[=＝:：]([0-9]{1,5}(?:\.[0-9]{1,4})?)%?")
_INSTRUMENTS = InstrumentKind()
Weights = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every change of a basket needs: whose, by whom, and what is known."""

    baskets: OwnBaskets
    holder: Holder
    author: Author
    almanac: Almanac
    commands: Registry
    moment: Moment
    say: Say

    async def find(self, name: str) -> OwnBasket:
        """Return a basket of the chat's own; a built-in one can only be copied."""
        held = await self.baskets.of(self.holder)
        found = next((one for one in held if fold(one.name) == fold(name)), None)
        if found is not None:
            return found
        say = self.say
        if fold(name) in self.almanac.baskets:
            line = f"/basket copy {fold(name)} my-{fold(name)}"
            message = say("“{name}” is built in and stays as it is.", name=echo(name))
            raise AskerError(message, say("A copy is yours to change:"), ((Button(line, line),),))
        raise AskerError(
            say("This chat has no basket “{name}” of its own.", name=echo(name)),
            say("/basket list shows what there is."),
        )

    def new_name(self, typed: str) -> str:
        """Return a name that a basket may have; refuse one that means something already."""
        name, say = fold(typed), self.say
        message = say("“{name}” cannot be a basket's name.", name=echo(typed))
        if not _NAME.fullmatch(name):
            raise AskerError(message, say("Take 1 to 24 letters, digits, Chinese characters or -."))
        words = {*self.commands.group_words("basket"), *self.commands.words()}
        if name in words:
            raise AskerError(message, say("It is a command's word. Another one?"))
        if self.almanac.directory.exact(name):
            raise AskerError(message, say("It is an instrument's name. Another one?"))
        titles = (t for b in self.almanac.baskets.values() for t in (b.title.zh, b.title.en))
        if name in {*self.almanac.baskets, *map(fold, titles)}:
            raise AskerError(message, say("There is a basket of that name. Another one?"))
        return name

    def weights(self, command: str, name: str, typed: str) -> Weights:
        """Read codes and names, each with a weight where one is stated; refuse what is unknown."""
        found: dict[str, Decimal | None] = {}
        words = [_WEIGHTED.fullmatch(word) for word in typed.split()]
        plain = tuple(m[1] if m else w for m, w in zip(words, typed.split(), strict=True))
        reading = Reading(
            command, plain, self.moment, self.say, self.almanac, before=tuple(filter(None, (name,)))
        )
        at = 0
        while at < len(plain):
            taken = _INSTRUMENTS.read(reading, at)
            if taken is None or not isinstance(taken.value, Instrument):
                raise _INSTRUMENTS.refuse(reading, at)
            stated = words[at + taken.used - 1]
            found[taken.value.code] = Decimal(stated[2]) if stated else None
            at += taken.used
        return found

    @property
    def from_session(self) -> date:
        """Return the session from which a change counts: the newest that is surely over."""
        today = self.moment.today
        return self.almanac.calendar.before(today) or today

    async def put(self, before: OwnBasket | None, after: OwnBasket | None) -> None:
        """Store a change; refuse what would be too much, or what somebody changed meanwhile."""
        say = self.say
        if after is not None and len(after.members) > MOST_MEMBERS:
            count = len(after.members)
            raise AskerError(
                say("A basket holds {most} members; this would be {count}.",
                    most=MOST_MEMBERS, count=count),
                say("Make a second one with /basket new."),
            )  # fmt: skip
        if await self.baskets.put(self.holder, before, after, self.author):
            return
        held = await self.baskets.of(self.holder)
        if before is None and len(held) >= MOST_BASKETS:
            raise AskerError(
                say("A chat can have {most} baskets.", most=MOST_BASKETS),
                say("Delete one first: /basket list"),
            )
        raise AskerError(
            say("Somebody changed the baskets meanwhile; nothing was overwritten."),
            say("Look again: /basket list"),
        )

    def shown(self, basket: OwnBasket, said: str) -> Reply:
        """Show a basket's members after a change, with the ways on."""
        say = self.say
        members = say(", ").join(self._member(one.code, one.weight) for one in basket.members)
        lines = [members or say("It has no members yet: /basket add {name} 2330", name=basket.name)]
        if basket.members:
            since = say("A change counts from the session of {date} on.", date=self.from_session)
            lines.append(since)
        return Reply(
            said,
            (paragraph(*lines),),
            (
                (
                    Button(say("Show"), f"/basket show {basket.name}"),
                    Button(say("Export"), f"/basket export {basket.name}"),
                    Button(say("Delete"), f"/basket delete {basket.name}"),
                ),
            ),
            summary={"basket": basket.name, "members": list(basket.codes)},
            private=True,
        )

    def _member(self, code: str, weight: Decimal | None) -> str:
        """Name a member, with its weight where it has one."""
        name = self.named(code)
        return f"{name}（{weight:f}）" if weight is not None else name

    def named(self, code: str) -> str:
        """Return a code with its name."""
        known = self.almanac.directory.get(code)
        return f"{code} {name_of(known, self.say)}" if known else code


def known_codes(codes: Sequence[str], almanac: Almanac) -> list[str]:
    """Return the codes that are listed, in their order."""
    return [code for code in codes if almanac.directory.get(code)]

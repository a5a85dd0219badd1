"""An equal-weight index of a basket from 100 since a session, beside the TAIEX."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.core.clock import Moment
from bot.core.figures import sources_of
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.replies import Button, Fact, Line, Reply, Span, paragraph
from bot.core.wording import UNKNOWN, percent, tone_of
from bot.market.baskets import Edition
from bot.market.bilingual import Bilingual
from bot.market.equal_weight import START, EqualWeight
from bot.market.instruments import Instrument
from bot.market.moves import EXACT
from bot.market.returns import Way
from handlers.saying.age import age_line
from handlers.saying.compared import bars_of, notes, origins_of
from handlers.saying.names import name_of
from handlers.saying.returns_table import Row, by_return, returns_table
from handlers.saying.ways import rounded


@dataclass(frozen=True, slots=True)
class SinceBasket:
    """A basket's list, its index by price and with dividends, and its members' ways."""

    name: str
    title: Bilingual
    edition: Edition
    first: date
    last: date
    price: EqualWeight
    total: EqualWeight | None
    """None unless every table of actions is held."""
    rows: Sequence[Row]
    index: Way | None

    @property
    def change(self) -> Decimal | None:
        """Return the change of the index by price in percent."""
        return _change(self.price.levels[self.last])


def since_basket(each: SinceBasket, almanac: Almanac, moment: Moment, say: Say) -> Reply:
    """Say where the index stands, and who moved it."""
    age = age_line(each.last, almanac.calendar, moment, say)
    line = "/dinnerlist" if each.name == "dinner" else f"/basket {each.name}"
    return Reply(
        title=say("{basket} index since the close of {date}, {count} companies",
                  basket=say.pick(each.title), date=each.first.isoformat(),
                  count=len(each.price.members)),
        blocks=(
            paragraph(*_headlines(each, say), *_missing(each, almanac, say), *age),
            returns_table(by_return(each.rows), say),
            paragraph(*notes(each.rows, say)),
        ),
        buttons=(tuple(
            Button(day.isoformat(), f"{line} {day}") for day in (each.first, each.last)
        ),),
        source=sources_of(bars_of(each.rows), say, others=origins_of(each.rows)),
        tone=tone_of(each.change),
        summary=_summary(each),
    )  # fmt: skip


def _headlines(each: SinceBasket, say: Say) -> list[Line]:
    """Write the level by price, with dividends where it is known, and the TAIEX's way."""
    day = each.last.isoformat()
    lead = say("{date}: {level} ", date=day, level=_level(each.price.levels[each.last]))
    lines: list[Line] = [(Span(lead, strong=True), _span(each.change, say))]
    lines.append((Span(say("100 = the same amount in each, bought at that close and held")),))
    total = each.total.levels[each.last] if each.total else None
    if total is not None:
        lines.append((Span(say("with dividends {level} ", level=_level(total))),
                      _span(_change(total), say)))  # fmt: skip
    if each.index and each.index.price is not None:
        lines.append((Span(say("TAIEX {percent}", percent=percent(each.index.price))),))
    return lines


def _missing(each: SinceBasket, almanac: Almanac, say: Say) -> list[str]:
    """Name the members that are no part of the index."""
    found: list[Instrument] = [
        one for code in each.price.missing if (one := almanac.directory.get(code))
    ]
    if not found:
        return []
    names = say(", ").join(name_of(one, say) for one in found)
    return [say("Left out, no close of {date} is held: {names}.",
                date=each.first.isoformat(), names=names)]  # fmt: skip


def _span(change: Decimal | None, say: Say) -> Span:
    """Write a percentage in brackets."""
    return Span(say("({note})", note=percent(change)), tone_of(change), strong=True)


def _level(level: Decimal | None) -> str:
    """Write a level with two decimals."""
    return UNKNOWN if level is None else f"{level:.2f}"


def _change(level: Decimal | None) -> Decimal | None:
    """Return how far a level is from 100, in percent."""
    return None if level is None else EXACT.subtract(level, START)


def _summary(each: SinceBasket) -> dict[str, Fact]:
    """State the same for machines, rounded."""
    total = each.total.levels[each.last] if each.total else None
    return {
        "since": each.first,
        "session": each.last,
        "edition": each.edition.date,
        "level": rounded(each.price.levels[each.last]),
        "percent": rounded(each.change),
        "total_level": rounded(total),
        "taiex_percent": rounded(each.index.price) if each.index else None,
        "members": [
            {"code": one.code, "percent": rounded(way.price) if way else None}
            for one, way in each.rows
        ],
        "missing": list(each.price.missing),
    }

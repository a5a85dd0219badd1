"""ETFs by what became of them this year: from the last close of the year before, with dividends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.core.errors import AskerError
from bot.core.figures import figure_of, sources_of
from bot.core.i18n import Say
from bot.core.kinds.theme import holds
from bot.core.market_ports import Actions
from bot.core.replies import Button, Column, Line, Reply, Span, Table, paragraph
from bot.core.text import echo
from bot.core.wording import long_date, percent, tone_of
from bot.market.actions import CorporateAction
from bot.market.bars import Bar
from bot.market.instruments import Instrument, Kind
from bot.market.moves import Move, move_of, round_percent
from bot.market.returns import return_between
from bot.market.whole import whole_markets
from handlers.saying.age import age_line
from handlers.saying.movers import more_button
from handlers.saying.names import day_title, name_of
from handlers.saying.near import Near
from handlers.saying.ranking import Asked
from handlers.saying.whole_session import (
    Floor,
    WholeSession,
    fetching,
    lacking_line,
    neighbours,
    whole_session,
)


@dataclass(frozen=True, slots=True)
class Grown:
    """An ETF's session, and what became of it since the base; None where it is not known."""

    move: Move
    base: Bar | None
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Year:
    """The ETFs ranked, the session their returns begin at, and the session they end at."""

    found: WholeSession
    base: date
    grown: Sequence[Grown]
    near: Near
    happened: Sequence[CorporateAction]

    @property
    def known(self) -> int:
        """Count the ETFs whose return is known; they come first."""
        return sum(each.percent is not None for each in self.grown)


async def rank_etfs(asked: Asked, theme: str | None, actions: Actions, floor: Floor) -> Reply:
    """Gather and say the ETFs' year; refuse where what it begins at is not held."""
    _check(asked, floor.say)
    found = await whole_session(asked.day, asked.markets, asked.of_day, floor)
    new_year = date(found.session.year, 1, 1)
    base = floor.almanac.calendar.before(new_year)
    bases = await floor.sessions.whole(base) if base else {}
    if base is None or not whole_markets(bases, floor.almanac.directory.stocks(base)):
        raise await _no_base(asked, found.session, base, floor)
    settled = {m for m in asked.markets if await actions.known(m, new_year, found.session)}
    if not settled:
        raise _no_actions(asked, found.session, floor)
    etfs = _etfs(found, theme, floor)
    bars = await floor.bars.held(found.session, [one.code for one in etfs])
    happened = await actions.between([one.code for one in etfs], new_year, found.session)
    calendar = floor.almanac.calendar
    grown = [
        _grown(move_of(one, bars[one.code], calendar), bases.get(one.code), happened)
        if one.market in settled
        else Grown(move_of(one, bars[one.code], calendar), None, None)
        for one in etfs
    ]
    near = Near(*await neighbours(found.session, floor))
    year = Year(found, base, sorted(grown, key=_place), near, happened)
    return _said(asked, theme, year, floor)


def _check(asked: Asked, say: Say) -> None:
    """Refuse industries and baskets: ETFs belong to none."""
    if asked.scope and asked.scope.market is None:
        row = (Button("/etf", "/etf"), Button("/etf AI", "/etf AI"))
        message = say("ETFs belong to no industry and to no basket.")
        raise AskerError(message, say("A word of their names narrows them:"), (row,))


def _etfs(found: WholeSession, theme: str | None, floor: Floor) -> list[Instrument]:
    """List the ETFs of the markets held whose names hold the theme."""
    held = (floor.almanac.directory.of_code(code) for code in found.rows)
    etfs = (one for one in held if one and one.kind is Kind.ETF and one.market in found.markets)
    return [one for one in etfs if not theme or holds(theme, one)]


def _grown(move: Move, base: Bar | None, happened: Sequence[CorporateAction]) -> Grown:
    """Measure an ETF's year; one that had no close at its beginning has no return."""
    if base is None:
        return Grown(move, None, None)
    own = [action for action in happened if action.code == base.code]
    return Grown(move, base, return_between(base, move.bar, own, dividends=True))


def _place(grown: Grown) -> tuple[bool, Decimal, str]:
    """Order by return, the highest first; unknown ones come last, equals by code."""
    return (grown.percent is None, -(grown.percent or Decimal(0)), grown.move.instrument.code)


def _said(asked: Asked, theme: str | None, year: Year, floor: Floor) -> Reply:
    """Say the ranking."""
    say, shown = floor.say, year.grown[: asked.count]
    bases = [each.base for each in shown if each.base]
    return Reply(
        title=_title(theme, year, floor),
        blocks=(paragraph(*_lines(asked, year, floor)), _table(shown, say)),
        buttons=_buttons(asked, theme, year, say),
        source=sources_of([each.move.bar for each in shown], say, beside=bases),
        figures=tuple(figure_of(each.move, year.happened) for each in shown),
        summary={
            "session": year.found.session,
            "base": year.base,
            "theme": theme,
            "lacking": [market.value for market in year.found.lacking],
            "total": len(year.grown),
            "unknown": len(year.grown) - year.known,
            "year_to_date": [
                {"code": each.move.instrument.code, "percent": _rounded(each)} for each in shown
            ],
        },
    )


def _rounded(grown: Grown) -> Decimal | None:
    """Round a return where it is known."""
    return None if grown.percent is None else round_percent(grown.percent)


def _title(theme: str | None, year: Year, floor: Floor) -> str:
    """Name the ranking and the session."""
    say = floor.say
    day = day_title(year.found.session, floor.almanac.calendar, say)
    if theme:
        return say("ETFs with “{theme}”, this year to {date}", theme=echo(theme), date=day)
    return say("ETFs, this year to {date}", date=day)


def _lines(asked: Asked, year: Year, floor: Floor) -> Iterator[str | Line]:
    """Say what is covered, what counts, how many rose, and how many have no return."""
    say, found = floor.say, year.found
    yield from lacking_line(found, asked.markets, say)
    yield say("From the close of {date}, dividends put back into the shares.",
              date=year.base.isoformat())  # fmt: skip
    rose = sum(each.percent is not None and each.percent > 0 for each in year.grown)
    if year.known:
        yield say("{count} ETFs, {rose} of them rose", count=year.known, rose=rose)
    if unknown := len(year.grown) - year.known:
        yield say("{count} without a return: listed this year, or a figure is not known.",
                  count=unknown)  # fmt: skip
    if not asked.day:
        yield from age_line(found.session, floor.almanac.calendar, floor.moment, say)


def _table(shown: Sequence[Grown], say: Say) -> Table:
    """Lay out the return of the year and the day's move."""
    columns = (
        Column(say("Code")),
        Column(say("This year"), "right"),
        Column(say("That day"), "right"),
        Column(say("Name"), wide=True),
    )
    rows = tuple(
        (
            Span(each.move.instrument.code, code=True),
            Span(percent(each.percent), tone_of(each.percent)),
            Span(percent(each.move.percent), tone_of(each.move.percent)),
            Span(name_of(each.move.instrument, say)),
        )
        for each in shown
    )
    return Table(columns, rows)


def _buttons(
    asked: Asked, theme: str | None, year: Year, say: Say
) -> tuple[tuple[Button, ...], ...]:
    """Offer more rows, the sessions next to it, and other themes."""
    day = year.found.session
    around = year.near.buttons(asked.of_day("{}"))
    themes = tuple(
        Button(word, f"/etf {word} {day}") for word in ("半導體", "高股息", "AI") if word != theme
    )
    return ((*more_button(asked, len(year.grown), day, say), *around), themes)


async def _no_base(asked: Asked, session: date, base: date | None, floor: Floor) -> AskerError:
    """Say that the year's beginning is not held."""
    say = floor.say
    if base and any([await floor.sources.pending(base, market) for market in asked.markets]):
        return fetching(base, asked.of_day(session), say)
    text = long_date(base, say) if base else str(session.year - 1)
    message = say("Returns of the year need the closes of {date}, which are not held.", date=text)
    again = Button(say("Ask again"), asked.of_day(session))
    return AskerError(message, say("Other rankings of that session:"), (_instead(again, session),))


def _no_actions(asked: Asked, session: date, floor: Floor) -> AskerError:
    """Say that returns would be guesses without the tables of dividends and splits."""
    say = floor.say
    message = say("Returns need the year's dividends and splits, which are not all held.")
    hint = say("They are fetched while it is quiet; please ask again later.")
    if floor.sources.offline:
        hint = say("This Banquet is offline.")
    again = Button(say("Ask again"), asked.of_day(session))
    return AskerError(message, hint, (_instead(again, session),))


def _instead(again: Button, session: date) -> tuple[Button, ...]:
    """Offer the same line again and what needs less."""
    return (again, Button("/movers", f"/movers {session}"))

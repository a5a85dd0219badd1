"""What came after a session: the next one, and the way since; nothing past the clock."""

from dataclasses import dataclass
from decimal import Decimal

from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.ports import Bars
from bot.core.replies import Fact, Line, Span
from bot.core.wording import change_span, near_date, percent, points, price, tone_of
from bot.market.bars import Bar
from bot.market.calendar import TradingCalendar
from bot.market.instruments import TAIEX, Kind
from bot.market.moves import Move, change_between, move_of, round_percent


@dataclass(frozen=True, slots=True)
class Later:
    """The next session's move, the latest bar after it, and the TAIEX at both ends."""

    following: Move | None = None
    latest: Bar | None = None
    index: tuple[Bar, Bar] | None = None


async def look_later(
    move: Move, index: Bar | None, bars: Bars, calendar: TradingCalendar, moment: Moment
) -> Later:
    """Look at what is held after a session; the Bars port ends at the clock."""
    code, session = move.instrument.code, move.bar.session
    after = calendar.after(session, known_on=moment.today)
    if after is None or after > moment.horizon:
        return Later()
    next_bar = (await bars.on(after, [code])).get(code)
    following = move_of(move.instrument, next_bar, calendar) if next_bar else None
    last_day = await bars.latest([code], moment.horizon)
    if last_day is None or last_day <= after:
        return Later(following)
    last = await bars.on(last_day, {code, TAIEX.code})
    ends = (
        (index, last[TAIEX.code]) if index and TAIEX.code in last and code != TAIEX.code else None
    )
    return Later(following, last.get(code), ends)


def later_lines(later: Later, move: Move, say: Say) -> list[Line]:
    """Say the next session and the change since, price only."""
    index = move.instrument.kind is Kind.INDEX
    show = points if index else price
    lines: list[Line] = []
    if later.following:
        bar = later.following.bar
        change = change_span(later.following.change, later.following.percent, say, index=index)
        day = near_date(bar.session, move.bar.session)
        lead = say("Next session {date}: {close} ", date=day, close=show(bar.close))
        lines.append((Span(lead), change))
    since = _since(later, move)
    if since is not None and later.latest:
        lead = say("To {date}: {close} ", date=later.latest.session.isoformat(),
                   close=show(later.latest.close))  # fmt: skip
        market = _market(later)
        note = say("price only, no dividends; TAIEX {percent}", percent=percent(market)) if (
            market is not None
        ) else say("price only, no dividends")  # fmt: skip
        text = say("({percent}, {note})", percent=percent(since), note=note)
        lines.append((Span(lead), Span(text, tone_of(since))))
    return lines


def later_summary(later: Later, move: Move) -> dict[str, Fact]:
    """State the same for machines."""
    summary: dict[str, Fact] = {}
    if later.following:
        summary["next"] = {
            "session": later.following.bar.session,
            "close": later.following.bar.close,
            "change": later.following.change,
            "percent": _rounded(later.following),
        }
    since = _since(later, move)
    if since is not None and later.latest:
        market = _market(later)
        summary["since"] = {
            "session": later.latest.session,
            "close": later.latest.close,
            "percent": round_percent(since),
            "taiex_percent": None if market is None else round_percent(market),
        }
    return summary


def _rounded(move: Move) -> Decimal | None:
    """Round a move's percentage where it is known."""
    return None if move.percent is None else round_percent(move.percent)


def _since(later: Later, move: Move) -> Decimal | None:
    """Return the change to the latest close in percent; None when it cannot be known."""
    if later.latest is None or not later.latest.close or not move.bar.close:
        return None
    return change_between(move.bar, later.latest)


def _market(later: Later) -> Decimal | None:
    """Return the TAIEX's change over the same time in percent."""
    return change_between(*later.index) if later.index else None

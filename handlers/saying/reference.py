"""What a change is measured from: the close before, or what the exchange set in its place."""

from bot.core.i18n import Say
from bot.core.wording import points, price
from bot.market.bars import Bar, ReferenceBasis
from bot.market.calendar import TradingCalendar
from bot.market.instruments import Kind
from bot.market.marks import actions_of
from bot.market.moves import Move
from handlers.saying.actions import action_line, action_names
from handlers.saying.day_actions import DayActions
from handlers.saying.names import close_of_day


def action_lines(move: Move, day: DayActions, new: int | None, say: Say) -> list[str]:
    """Say what happened to the shares, and that a new listing has no limits yet."""
    lines = [
        action_line(action, say)
        for action in actions_of(move.instrument.code, move.bar.session, day.held)
    ]
    if new == 1:
        lines.append(say("first day of listing, no daily limit"))
    elif new:
        lines.append(say("session {number} of the listing, no daily limit", number=new))
    return lines


def reference_line(
    move: Move, previous: Bar | None, day: DayActions, calendar: TradingCalendar, say: Say
) -> str:
    """Write what the change is measured from, and the limit on the side of the move."""
    reference = move.bar.reference
    if reference is None:
        return _unknown(day, say)
    value = points(reference) if move.instrument.kind is Kind.INDEX else price(reference)
    text = say(
        "reference {price} ({note})", price=value, note=_note(move, previous, day, calendar, say)
    )
    if move.limits and move.change:
        up = move.change > 0
        side = say("limit-up price {price}") if up else say("limit-down price {price}")
        limit = price(move.limits.up if up else move.limits.down)
        return say(" · ").join((text, side.format(price=limit)))
    return text


def _unknown(day: DayActions, say: Say) -> str:
    """Say why no change is stated: for good, or only for now."""
    if day.pending:
        return say("The reference price is not here yet, so no change is stated; it is fetched.")
    return say("Reference price not known here, so no change is stated.")


def _note(
    move: Move, previous: Bar | None, day: DayActions, calendar: TradingCalendar, say: Say
) -> str:
    """Say whose figure the reference is: the close before, where it is that."""
    bar = move.bar
    if actions := actions_of(move.instrument.code, bar.session, day.held):
        return say("the exchange's, {actions}", actions=action_names(actions, say))
    same = previous is not None and previous.close == bar.reference
    before = calendar.before(bar.session)
    if before and (same or bar.basis is not ReferenceBasis.PUBLISHED):
        return close_of_day(before, bar.session, calendar, say)
    return say("published by the exchange")

"""The shape of a session in words."""

from datetime import date

from bot.core.i18n import N_, Say
from bot.core.wording import near_date, price
from bot.market.shapes import Shape, ShapeKind

_SENTENCES = {
    ShapeKind.LOCKED_UP: N_("locked limit-up all day"),
    ShapeKind.LOCKED_DOWN: N_("locked limit-down all day"),
    ShapeKind.OPENED_UP: N_("limit-up, opened during the day"),
    ShapeKind.OPENED_DOWN: N_("limit-down, opened during the day"),
    ShapeKind.TOUCHED_UP: N_("touched limit-up, did not close there"),
    ShapeKind.TOUCHED_DOWN: N_("touched limit-down, did not close there"),
    ShapeKind.NEAR_UP: N_("high {price}, {ticks} ticks short of limit-up"),
    ShapeKind.NEAR_DOWN: N_("low {price}, {ticks} ticks short of limit-down"),
    ShapeKind.GAP_UP: N_("gap up: low {price} > {date} high {previous}"),
    ShapeKind.GAP_DOWN: N_("gap down: high {price} < {date} low {previous}"),
}
_ONE_TICK = {
    ShapeKind.NEAR_UP: N_("high {price}, one tick short of limit-up"),
    ShapeKind.NEAR_DOWN: N_("low {price}, one tick short of limit-down"),
}


def shape_text(shape: Shape, session: date, say: Say) -> str:
    """Say one finding."""
    before = shape.previous_session
    one = shape.ticks == 1
    return say(
        _ONE_TICK[shape.kind] if one else _SENTENCES[shape.kind],
        price=price(shape.price),
        ticks=shape.ticks,
        previous=price(shape.previous_price),
        date=near_date(before, session) if before else "",
    )

"""How figures, dates and directions are written; one form for every door."""

from datetime import date
from decimal import Decimal

from bot.core.i18n import N_, Say
from bot.core.replies import Span, Tone
from bot.market.closures import Closure
from bot.market.moves import round_percent

UNKNOWN = "—"
_WEEKDAYS = (
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
)  # fmt: skip
_ARROWS = {Tone.UP: "▲", Tone.DOWN: "▼", Tone.FLAT: "", Tone.NONE: ""}


def tone_of(value: Decimal | None) -> Tone:
    """Return the direction of a signed figure."""
    if value is None:
        return Tone.NONE
    return Tone.UP if value > 0 else Tone.DOWN if value < 0 else Tone.FLAT


def bare(value: Decimal) -> str:
    """Write a decimal without grouping or trailing zeros: `1070`, `38.65`."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def price(value: Decimal | None) -> str:
    """Write a price grouped by thousands, without trailing zeros: `1,070`, `38.65`."""
    if value is None:
        return UNKNOWN
    whole, _, cents = bare(value).partition(".")
    return f"{int(whole):,}" + (f".{cents}" if cents else "")


def points(value: Decimal | None) -> str:
    """Write an index level with two decimals: `22,694.71`."""
    return UNKNOWN if value is None else f"{value:,.2f}"


def percent(value: Decimal | None) -> str:
    """Write a percentage with its sign and two decimals, half up: `-5.73%`, `0.00%`."""
    if value is None:
        return UNKNOWN
    rounded = round_percent(value)
    return f"{rounded:.2f}%" if rounded == 0 else f"{rounded:+.2f}%"


def signed(value: Decimal) -> str:
    """Write a decimal with its sign, zero without: `+1.45`, `-65`, `0`."""
    text = bare(value)
    return f"+{text}" if value > 0 else text


def arrow(value: Decimal | None, amount: str) -> str:
    """Put ▲ or ▼ before an amount that is written without its sign."""
    return UNKNOWN if value is None else f"{_ARROWS[tone_of(value)]}{amount}"


def change_span(
    change: Decimal | None, rate: Decimal | None, say: Say, *, index: bool = False
) -> Span:
    """Write a change with its percentage: `▼65（-5.73%）`."""
    if change is None:
        return Span(UNKNOWN)
    amount = points(abs(change)) if index else price(abs(change))
    text = say("{change} ({percent})", change=arrow(change, amount), percent=percent(rate))
    return Span(text, tone_of(change), strong=True)


def weekday(day: date, say: Say) -> str:
    """Name the weekday in short: 一 … 日, Mon … Sun."""
    return say(_WEEKDAYS[day.weekday()])


def long_date(day: date, say: Say) -> str:
    """Write a date with its weekday: `2025-02-03（一）`."""
    return say("{date} ({weekday})", date=day.isoformat(), weekday=weekday(day, say))


def short_date(day: date) -> str:
    """Write month and day: `2/3`."""
    return f"{day.month}/{day.day}"


def near_date(day: date, other: date) -> str:
    """Write month and day, with the year where it is not the other date's."""
    return short_date(day) if day.year == other.year else day.isoformat()


def day_name(closure: Closure, say: Say) -> str:
    """Name why a day is closed: the weekend, a holiday, settlement only, a typhoon."""
    return say(closure.name)

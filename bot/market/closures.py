"""Why the market was closed on a day, and the fixed set of names for it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_WEEKEND = "Weekend"
_SETTLEMENT = "Settlement only, no trading"
_BRIDGE = "Bridge day"
_NO_DATA = "No trading (no data from the exchange)"

# English msgids; the catalogs translate them. A typhoon an operator adds may bear another name.
CLOSURE_NAMES: tuple[str, ...] = (
    _WEEKEND,
    _SETTLEMENT,
    _BRIDGE,
    _NO_DATA,
    "Founding Day",
    "Lunar New Year",
    "Peace Memorial Day",
    "Children's Day",
    "Children's Day and Tomb-Sweeping Day",
    "Tomb-Sweeping Day",
    "Labor Day",
    "Dragon Boat Festival",
    "Mid-Autumn Festival",
    "Confucius' Birthday",
    "National Day",
    "Taiwan Restoration Day",
    "Constitution Day",
    "Typhoon",
    "Typhoon Chan-hom",
    "Typhoon Dujuan",
    "Typhoon Megi",
    "Typhoon Lekima",
    "Typhoon Mitag",
    "Typhoon Khanun",
    "Typhoon Gaemi",
    "Typhoon Krathon",
    "Typhoon Kong-rey",
)

# What the `holidays` library calls a day, by the beginning of its name.
_LIBRARY_NAMES: tuple[tuple[str, str], ...] = (
    ("No Trading", _SETTLEMENT),
    ("Day off", _BRIDGE),
    ("Founding Day", "Founding Day"),
    ("Chinese New Year", "Lunar New Year"),
    ("Peace Memorial Day", "Peace Memorial Day"),
    ("Children's Day; Tomb", "Children's Day and Tomb-Sweeping Day"),
    ("Children's Day", "Children's Day"),
    ("Tomb-Sweeping Day", "Tomb-Sweeping Day"),
    ("Labor Day", "Labor Day"),
    ("Dragon Boat Festival", "Dragon Boat Festival"),
    ("Mid-Autumn Festival", "Mid-Autumn Festival"),
    ("Confucius' Birthday", "Confucius' Birthday"),
    ("National Day", "National Day"),
    ("Taiwan Restoration", "Taiwan Restoration Day"),
    ("Constitution Day", "Constitution Day"),
)

# What the exchange's own schedule calls a day, by a word in its name.
_EXCHANGE_NAMES: tuple[tuple[str, str], ...] = (
    ("無交易", _SETTLEMENT),
    ("開國", "Founding Day"),
    ("農曆", "Lunar New Year"),
    ("春節", "Lunar New Year"),
    ("和平", "Peace Memorial Day"),
    ("兒童", "Children's Day"),
    ("民族掃墓", "Tomb-Sweeping Day"),
    ("清明", "Tomb-Sweeping Day"),
    ("勞動", "Labor Day"),
    ("端午", "Dragon Boat Festival"),
    ("中秋", "Mid-Autumn Festival"),
    ("孔子", "Confucius' Birthday"),
    ("國慶", "National Day"),
    ("光復", "Taiwan Restoration Day"),
    ("行憲", "Constitution Day"),
    ("補假", _BRIDGE),
)


class ClosureKind(StrEnum):
    """Why there was no trading."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SETTLEMENT_ONLY = "settlement_only"
    UNSCHEDULED = "unscheduled"


@dataclass(frozen=True, slots=True)
class Closure:
    """One day without trading; `name` is an English msgid of `CLOSURE_NAMES`."""

    day: date
    kind: ClosureKind
    name: str


def weekend(day: date) -> Closure:
    """Return the closure of a Saturday or Sunday."""
    return Closure(day, ClosureKind.WEEKEND, _WEEKEND)


def unscheduled(day: date, name: str) -> Closure:
    """Return a closure nobody knew before, such as a typhoon's; "" where no cause is known."""
    return Closure(day, ClosureKind.UNSCHEDULED, name or _NO_DATA)


def scheduled(day: date, given: str) -> Closure:
    """Return a closure of the year's schedule; a name not known here stays as it is."""
    of_library = (ours for start, ours in _LIBRARY_NAMES if given.startswith(start))
    of_exchange = (ours for word, ours in _EXCHANGE_NAMES if word in given)
    name = next(of_library, None) or next(of_exchange, given)
    kind = ClosureKind.SETTLEMENT_ONLY if name == _SETTLEMENT else ClosureKind.HOLIDAY
    return Closure(day, kind, name)

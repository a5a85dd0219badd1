"""Read Yahoo's chart: closes to two decimals, and only where they are in the shares of their day.

Yahoo restates the whole history after each split, carries the noise of binary fractions
(49.29999923706055), and fills closed weekdays with repeats of volume 0.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from bot.core.clock import CLOSE, TAIPEI
from bot.market.instruments import TAIEX, TPEX_INDEX, Instrument, Kind, Market
from bot.sources.feed import Question, Refused
from bot.sources.reading.documents import json_object

_CENT = Decimal("0.01")
_INDICES = {TAIEX.code: "^TWII", TPEX_INDEX.code: "^TWOII"}
_SUFFIXES = {Market.TWSE: "TW", Market.TPEX: "TWO"}
_AHEAD = timedelta(days=1)
"""How far its newest price may be ahead of our clock; more, and the clock replays another time."""
_LAST_SECOND = datetime(2100, 1, 1, tzinfo=TAIPEI).timestamp()


class Yahoo:
    """A second source of closes, whose history is restated."""

    name = "Yahoo Finance"
    restates = True

    def question(self, instrument: Instrument, session: date, now: datetime) -> Question:
        """Ask for the days from the session until now: a later split shows in the same answer."""
        first = datetime.combine(session, time(), TAIPEI)
        return Question(
            "yahoo",
            f"/v8/finance/chart/{_symbol(instrument)}",
            {
                "period1": f"{first.timestamp():.0f}",
                "period2": f"{now.timestamp():.0f}",
                "interval": "1d",
                "events": "split",
            },
        )

    def read(
        self, body: bytes, instrument: Instrument, session: date, now: datetime
    ) -> Decimal | None:
        """Return the close; None where it is not known, or not in the shares of that day."""
        chart = _chart(body)
        meta = _inside(chart, "meta")
        if not _is_asked(meta, instrument):
            raise Refused("another_chart", str(meta))
        newest = _instant(meta.get("regularMarketTime")) or _midnight(now)
        if not _closed(session) <= newest <= now + _AHEAD:
            return None
        if any(split > session for split in _splits(chart)):
            return None
        return _close(chart, session, needs_volume=instrument.kind is not Kind.INDEX)


def _symbol(instrument: Instrument) -> str:
    """Return the symbol that an instrument goes by there."""
    suffix = _SUFFIXES[instrument.market]
    return _INDICES.get(instrument.code) or f"{instrument.code}.{suffix}"


def _chart(body: bytes) -> Mapping[str, object]:
    """Return the only chart of an answer."""
    whole = _inside(json_object(body), "chart")
    charts = whole.get("result")
    if not isinstance(charts, list) or len(charts) != 1 or not isinstance(charts[0], dict):
        raise Refused("no_chart", str(whole.get("error")))
    return charts[0]


def _is_asked(meta: Mapping[str, object], instrument: Instrument) -> bool:
    """Tell whether a chart holds daily prices of the instrument in TWD."""
    stated = (meta.get("symbol"), meta.get("currency"), meta.get("dataGranularity"))
    return stated == (_symbol(instrument), "TWD", "1d")


def _splits(chart: Mapping[str, object]) -> list[date]:
    """Return the days of the splits since the session; an unreadable one counts as after it."""
    splits = _inside(_inside(chart, "events"), "splits").values()
    instants = [_instant(each.get("date")) if isinstance(each, dict) else None for each in splits]
    return [date.max if instant is None else instant.date() for instant in instants]


def _close(chart: Mapping[str, object], session: date, *, needs_volume: bool) -> Decimal | None:
    """Return the session's close without the noise; a stock without volume was not traded."""
    quotes = _inside(chart, "indicators").get("quote")
    quote = quotes[0] if isinstance(quotes, list) and quotes else None
    columns = [chart.get("timestamp"), *(_cells(quote, name) for name in ("close", "volume"))]
    days, closes, volumes = (each if isinstance(each, list) else [] for each in columns)
    if not len(days) == len(closes) == len(volumes):
        raise Refused("columns", f"{len(days)}, {len(closes)}, {len(volumes)}")
    found = [at for at, day in enumerate(map(_instant, days)) if day and day.date() == session]
    if len(found) != 1 or (needs_volume and not volumes[found[0]]):
        return None
    close = closes[found[0]]
    if isinstance(close, bool) or not isinstance(close, Decimal | int) or close <= 0:
        return None
    return Decimal(close).quantize(_CENT, ROUND_HALF_UP)


def _cells(quote: object, name: str) -> object:
    """Return one column of the prices."""
    return quote.get(name) if isinstance(quote, dict) else None


def _closed(session: date) -> datetime:
    """Return when a session's close is known; prices stamped before it are of a running session."""
    return datetime.combine(session, CLOSE, TAIPEI)


def _midnight(now: datetime) -> datetime:
    """Return when today began: up to there prices are whole where nothing says how new they are."""
    return now.astimezone(TAIPEI).replace(hour=0, minute=0, second=0, microsecond=0)


def _inside(value: Mapping[str, object], name: str) -> Mapping[str, object]:
    """Return an object inside another; an absent one is empty."""
    inside = value.get(name)
    return inside if isinstance(inside, dict) else {}


def _instant(seconds: object) -> datetime | None:
    """Read seconds since 1970 as Taipei time; None for what is no instant of our days."""
    if isinstance(seconds, bool) or not isinstance(seconds, int) or not 0 < seconds < _LAST_SECOND:
        return None
    return datetime.fromtimestamp(seconds, TAIPEI)

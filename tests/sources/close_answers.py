"""Answers in the shapes of the second sources, with the founding day's published closes."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from bot.core.clock import TAIPEI

SESSION = date(2025, 2, 3)
NEXT = date(2025, 2, 4)
EVENING = datetime(2025, 2, 3, 18, 0, tzinfo=TAIPEI)


def finmind(*rows: Mapping[str, object], status: int = 200) -> bytes:
    """Return FinMind's answer."""
    return json.dumps({"msg": "success", "status": status, "data": rows}).encode()


def finmind_row(**changed: object) -> dict[str, object]:
    """Return TSMC's row of the session."""
    row: dict[str, object] = {
        "date": "2025-02-03", "stock_id": "2330", "Trading_Volume": 97946226, "Trading_money": 1,
        "open": 1065.0, "max": 1075.0, "min": 1060.0, "close": 1070.0, "spread": -65.0,
        "Trading_turnover": 200000,
    }  # fmt: skip
    return {**row, **changed}


def seconds(day: date, hour: int = 9, minute: int = 0) -> int:
    """Return an instant of a day as Yahoo counts it."""
    return int(datetime.combine(day, time(hour, minute), TAIPEI).timestamp())


def yahoo(
    days: Sequence[date] = (SESSION, NEXT),
    closes: Sequence[object] = (1070.0, 1095.0),
    volumes: Sequence[object] = (97946226, 40000000),
    splits: Sequence[date] = (),
    **meta: object,
) -> bytes:
    """Return Yahoo's chart of some days, as fetched after the last of them."""
    about: dict[str, object] = {
        "currency": "TWD", "symbol": "2330.TW", "dataGranularity": "1d",
        "regularMarketTime": seconds(days[-1], 13, 30),
    }  # fmt: skip
    chart: dict[str, object] = {
        "meta": {**about, **meta},
        "timestamp": [seconds(day) for day in days],
        "indicators": {"quote": [{"close": closes, "volume": volumes}], "adjclose": []},
    }
    if splits:
        events = {str(seconds(day)): {"date": seconds(day), "splitRatio": "4:1"} for day in splits}
        chart["events"] = {"splits": events}
    return json.dumps({"chart": {"result": [chart], "error": None}}).encode()

"""Answers in the shape of the real-time site's, with invented prices."""

import json
from datetime import datetime

from bot.core.clock import TAIPEI
from bot.data.instruments import load_instruments
from bot.market.instruments import Instrument

NOW = datetime(2026, 11, 23, 10, 15, 30, tzinfo=TAIPEI)
"""A moment within a session."""
_KNOWN = {one.code: one for one in load_instruments()}
STOCK: dict[str, object] = {
    "c": "2330", "ex": "tse", "n": "台積電", "d": "20261123", "t": "10:15:20", "ip": "0", "ts": "0",
    "z": "1510.0000", "y": "1500.0000", "o": "1495.0000", "h": "1520.0000", "l": "1490.0000",
    "v": "12345", "tv": "7", "u": "1650.0000", "w": "1350.0000", "pz": "1485.0000",
    "a": "1515.0000_1520.0000_", "b": "1510.0000_1505.0000_", "f": "9_9_", "g": "9_9_",
    "trade": {"t": "10:15:20", "v": 7, "z": "1510.0000"}, "tlong": "1795400120000",
}  # fmt: skip
INDEX: dict[str, object] = {
    "c": "t00", "ex": "tse", "n": "發行量加權股價指數", "d": "20261123", "t": "10:15:25", "ip": "0",
    "z": "31200.50", "y": "31000.00", "o": "31010.10", "h": "31250.00", "l": "30990.90",
    "v": "267204", "tv": "23563",
}  # fmt: skip


def instrument(code: str) -> Instrument:
    """Return a listed instrument."""
    return _KNOWN[code]


def answer(*rows: object, rtcode: str = "0000") -> bytes:
    """Return the bytes of an answer, with blank lines before it as the site sends them."""
    document = {"msgArray": rows, "userDelay": 5000, "rtcode": rtcode, "rtmessage": "OK"}
    return b"\r\n" * 21 + json.dumps(document, ensure_ascii=False).encode()

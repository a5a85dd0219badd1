"""Indices: the TAIEX where it was published, else invented; TPEx's is always invented."""

from datetime import date
from decimal import Decimal

from tests.standins.exchange.days import Index

TAIEX, TPEX = "發行量加權股價指數", "櫃買指數"
_LEVELS = {TAIEX: Decimal(20000), TPEX: Decimal(250)}
_STEP, _STEPS = Decimal("0.0013"), 23


def invented(name: str, before: date, session: date) -> Index:
    """Invent a session's index; its change is counted from what is invented for `before`."""
    return Index(name, _close(name, session), _close(name, before))


def _close(name: str, day: date) -> Decimal:
    """Invent a close, never the same on two days in a row."""
    return (_LEVELS[name] * (1 + _STEP * (day.toordinal() % _STEPS))).quantize(Decimal("0.01"))

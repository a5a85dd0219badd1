"""A reply as the public JSON object of `banquet ask --format json` and `POST /api/ask`."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from bot.core.plain import plain
from bot.core.replies import Fact, Figure, Reply
from bot.core.wording import bare, signed
from bot.market.moves import round_percent


def as_json(reply: Reply) -> dict[str, object]:
    """Return the contract's object; decimals are plain strings, unknown is None."""
    fault = reply.fault
    return {
        "ok": reply.ok,
        "command": reply.command,
        "title": reply.title,
        "text": plain(reply),
        "figures": [stated(figure) for figure in reply.figures],
        "summary": {key: _fact(key, value) for key, value in reply.summary.items()},
        "buttons": [{"label": b.label, "line": b.line} for row in reply.buttons for b in row],
        "error": {"kind": fault.kind, "message": fault.message, "hint": fault.hint}
        if fault
        else None,
    }


def stated(figure: Figure) -> dict[str, object]:
    """Write one figure with the contract's keys."""
    return {
        "code": figure.code,
        "name": figure.name,
        "date": figure.date.isoformat(),
        "open": _decimal(figure.open),
        "high": _decimal(figure.high),
        "low": _decimal(figure.low),
        "close": _decimal(figure.close),
        "reference": _decimal(figure.reference),
        "reference_basis": figure.reference_basis,
        "change": None if figure.change is None else signed(figure.change),
        "percent": percent_text(figure.percent),
        "volume": figure.volume,
        "turnover": _decimal(figure.turnover),
        "limit": figure.limit,
        "marks": list(figure.marks),
        "source": figure.source,
        "fetched_at": figure.fetched_at.isoformat() if figure.fetched_at else None,
    }


def percent_text(value: Decimal | None) -> str | None:
    """Write a percentage for machines: signed, two decimals, zero is `0.00`."""
    if value is None:
        return None
    rounded = round_percent(value)
    return "0.00" if rounded == 0 else f"{rounded:+.2f}"


def _decimal(value: Decimal | None) -> str | None:
    """Write a decimal without grouping or trailing zeros."""
    return None if value is None else bare(value)


def _fact(key: str, value: Fact) -> object:
    """Write a stated fact as JSON has it."""
    if isinstance(value, Decimal):
        return _amount(key, value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _fact(name, part) for name, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_fact(key, part) for part in value]
    return value


def _amount(key: str, value: Decimal) -> str | None:
    """Write a decimal: percentages and changes are signed, prices are not."""
    if key.endswith("percent"):
        return percent_text(value)
    return signed(value) if key == "change" else bare(value)

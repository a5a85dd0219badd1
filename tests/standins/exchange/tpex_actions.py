"""TPEx's bulletins: ex-days, and resumptions after reductions, par changes and ETF splits."""

from typing import Any

from bot.market.actions import ActionKind
from bot.market.instruments import Market
from tests.standins.exchange.actions import DIVIDENDS, Action
from tests.standins.exchange.fields import FIELDS
from tests.standins.exchange.figures import NO_DOWN, NO_UP, compact, digits, plain, slashed
from tests.standins.exchange.questions import Asked, day_of
from tests.standins.exchange.world import World

_PADDED = 16


def ex_daily_q(world: World, asked: Asked) -> Any:
    """Answer exDailyQ: ex-days, dates with slashes, names padded with blanks."""
    rows = [_ex_day(action) for action in _of(world, asked, *DIVIDENDS)]
    return _answer(asked, "ex_daily_q", rows)


def revivt(world: World, asked: Asked) -> Any:
    """Answer revivt: capital reductions, dates without slashes."""
    found = _of(world, asked, ActionKind.REDUCTION)
    rows = [[*_resumed(action), "0.00", action.said, _detail(action)] for action in found]
    return _answer(asked, "revivt", rows)


def pv_chg_rslt(world: World, asked: Asked) -> Any:
    """Answer pvChgRslt: changes of par value."""
    return _halts(world, asked, ActionKind.PAR_CHANGE)


def etf_split_rslt(world: World, asked: Asked) -> Any:
    """Answer etfSplitRslt: splits of ETFs."""
    return _halts(world, asked, ActionKind.SPLIT)


def etf_rvs_rslt(world: World, asked: Asked) -> Any:
    """Answer etfRvsRslt: reverse splits of ETFs."""
    return _halts(world, asked, ActionKind.REVERSE_SPLIT)


def _halts(world: World, asked: Asked, kind: ActionKind) -> dict[str, Any]:
    """Answer one of the three tables of the same shape."""
    rows = [[*_resumed(action), _detail(action)] for action in _of(world, asked, kind)]
    return _answer(asked, "resumed", rows)


def _of(world: World, asked: Asked, *kinds: ActionKind) -> list[Action]:
    """Return TPEx's actions of some kinds in the range asked for, as far as published."""
    first, last = day_of(asked["startDate"]), day_of(asked["endDate"])
    end = last if world.today is None else min(last, world.today)
    return [
        action
        for action in world.listed(*kinds)
        if action.market is Market.TPEX and first <= action.session <= end
    ]


def _ex_day(action: Action) -> list[str]:
    """Print one ex-day."""
    rights = "0.000000" if action.cash else f"{action.value:.6f}"
    cash = f"{action.value:.6f}" if action.cash else "0.000000"
    return [
        slashed(action.session),
        action.code,
        f"{action.name:<{_PADDED}}",
        plain(action.previous_close, ""),
        plain(action.reference, ""),
        rights,
        cash,
        f"{action.value:.6f}",
        f"除{action.said}",
        plain(action.up or NO_UP, ""),
        plain(action.down or NO_DOWN, ""),
        plain(action.base, ""),
        plain(action.reference, ""),
        f"{action.cash:.8f}",
        "0.00000000",
        "0",
        "0.00",
        *["0"] * 3,
        "0.00000000",
    ]


def _resumed(action: Action) -> list[str]:
    """Print the columns that all resumptions of trading share."""
    return [
        compact(action.session),
        action.code,
        f"{action.name:<{_PADDED}}",
        plain(action.previous_close, ""),
        plain(action.reference, ""),
        plain(action.up or NO_UP, ""),
        plain(action.down or NO_DOWN, ""),
        plain(action.base, ""),
    ]


def _detail(action: Action) -> str:
    """Print the table in HTML that stands in the last cell."""
    facts = {
        "證券代號/證券名稱:": f"{action.code}&nbsp/&nbsp{action.name}",
        "停止買賣日期:": slashed(action.halt),
        "恢復買賣日期:": slashed(action.session),
    }
    rows = "".join(f"<tr><th>{name}</th><td>{fact}</td></tr>" for name, fact in facts.items())
    return f"<table>{rows}</table>"


def _answer(asked: Asked, table: str, rows: list[list[str]]) -> dict[str, Any]:
    """Wrap rows; without any the table is there, empty."""
    first, last = day_of(asked["startDate"]), day_of(asked["endDate"])
    head = {"title": "", "subtitle": "", "totalCount": len(rows), "fields": FIELDS["tpex"][table]}
    tables = [{**head, "data": rows, "summary": [], "notes": []}]
    return {"date": f"{digits(first)}~{digits(last)}", "tables": tables, "stat": "ok"}

"""TWSE's tables of actions: results of ex-days, what is announced, and resumptions of trading."""

from typing import Any

from bot.market.actions import ActionKind
from bot.market.instruments import Market
from tests.standins.exchange.actions import DIVIDENDS, Action
from tests.standins.exchange.fields import FIELDS
from tests.standins.exchange.figures import NO_DOWN, NO_UP, digits, grouped, slashed, spelt
from tests.standins.exchange.questions import Asked, NoData, day_of
from tests.standins.exchange.twse_empty import SORRY
from tests.standins.exchange.world import World

_FIELDS = FIELDS["twse"]
UNKNOWN_CASH = "<p style= text-align:center;>待公告實際收益分配金額</p>"


def twt49u(world: World, asked: Asked) -> Any:
    """Answer TWT49U: what ex-days did to reference prices; its date is the third form."""
    first, last = day_of(asked["startDate"]), day_of(asked["endDate"])
    rows = [_result(action) for action in _of(world, asked, *DIVIDENDS)]
    if not rows:
        raise NoData({"stat": SORRY})
    title = f"{spelt(first)} 至 {spelt(last)} 除權除息計算結果表"
    head = {
        "stat": "OK",
        "title": title,
        "fields": _FIELDS["twt49u"],
        "data": rows,
        "extraNotes": [],
    }
    return {**head, "notes": [], "strDate": asked["startDate"], "endDate": asked["endDate"]}


def twt48u(world: World, asked: Asked) -> Any:
    """Answer TWT48U: what is announced after the exchange's own day; cash may be unknown yet."""
    del asked
    today = world.today
    ahead = [
        action
        for action in world.listed(*DIVIDENDS)
        if action.market is Market.TWSE and today is not None and action.session > today
    ]
    if not ahead:
        raise NoData({"stat": SORRY})
    rows = [_announced(action) for action in ahead]
    return {
        "stat": "OK",
        "title": "除權除息預告表",
        "fields": _FIELDS["twt48u"],
        "data": rows,
        "notes": [],
    }


def twtauu(world: World, asked: Asked) -> Any:
    """Answer TWTAUU: capital reductions; the code in the last cell is padded."""
    rows = []
    for action in _of(world, asked, ActionKind.REDUCTION):
        detail = f"{action.code:<6},{digits(action.halt)}"
        rows.append([*_resumed(action), "--", action.said, detail])
    return _range(asked, "股票減資恢復買賣參考價格", "twtauu", rows)


def twtb8u(world: World, asked: Asked) -> Any:
    """Answer TWTB8U: changes of par value."""
    rows = []
    for action in _of(world, asked, ActionKind.PAR_CHANGE):
        detail = f"{action.code},{digits(action.halt)},{digits(action.session)}"
        rows.append([*_resumed(action), detail])
    return _range(asked, "變更股票面額恢復買賣參考價格", "twtb8u", rows)


def twtcau(world: World, asked: Asked) -> Any:
    """Answer TWTCAU: splits and reverse splits of ETFs; the word of the kind may be empty."""
    rows = []
    for action in _of(world, asked, ActionKind.SPLIT, ActionKind.REVERSE_SPLIT):
        row = _resumed(action)
        rows.append([*row[:3], action.said, *row[3:]])
    return _range(asked, "ETF分割(反分割)恢復買賣參考價格", "twtcau", rows)


def _of(world: World, asked: Asked, *kinds: ActionKind) -> list[Action]:
    """Return TWSE's actions of some kinds in the range asked for, as far as published."""
    first, last = day_of(asked["startDate"]), day_of(asked["endDate"])
    end = last if world.today is None else min(last, world.today)
    return [
        action
        for action in world.listed(*kinds)
        if action.market is Market.TWSE and first <= action.session <= end
    ]


def _result(action: Action) -> list[str]:
    """Print one ex-day."""
    prices = (action.previous_close, action.reference)
    return [
        spelt(action.session),
        action.code,
        action.name,
        *(grouped(price) for price in prices),
        f"{action.value:.6f}",
        action.said,
        grouped(action.up or NO_UP),
        grouped(action.down or NO_DOWN),
        grouped(action.base),
        grouped(action.reference),
        f"{action.code},{digits(action.session)}",
        "113年第2季",
        "35.66",
        "N/A",
    ]


def _announced(action: Action) -> list[str]:
    """Print one ex-day to come."""
    cash = f"{action.cash:.8f}" if action.cash else UNKNOWN_CASH
    nothing = ["0.00000000", "0", "0"]
    return [spelt(action.session), action.code, action.name, action.said, *nothing, cash, *[""] * 5]


def _resumed(action: Action) -> list[str]:
    """Print the eight columns that all resumptions of trading share."""
    return [
        slashed(action.session),
        action.code,
        action.name,
        grouped(action.previous_close),
        grouped(action.reference),
        grouped(action.up or NO_UP),
        grouped(action.down or NO_DOWN),
        grouped(action.base),
    ]


def _range(asked: Asked, title: str, table: str, rows: list[list[str]]) -> dict[str, Any]:
    """Wrap a range's rows."""
    if not rows:
        raise NoData({"stat": SORRY})
    return {
        "stat": "OK",
        "title": title,
        "fields": _FIELDS[table],
        "data": rows,
        "notes": [],
        **_ends(asked),
    }


def _ends(asked: Asked) -> dict[str, str]:
    """Return the ends of the range as TWSE echoes them."""
    return {"strDate": asked["startDate"], "endDate": asked["endDate"]}

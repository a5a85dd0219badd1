"""Answers in the shapes of TPEx's website, small and with the figures of real sessions."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.core.intake import Batch
from bot.sources.feed import Feed

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DAY = date(2025, 2, 3)
QUOTE_FIELDS = [
    "代號", "名稱", "收盤", "漲跌", "開盤", "最高", "最低", "均價", "成交股數", "成交金額(元)",
    "成交筆數", "最後買價", "最後買量(千股)", "最後賣價", "最後賣量(千股)", "發行股數",
    "次日 參考價", "次日 漲停價", "次日 跌停價",
]  # fmt: skip
INDEX_FIELDS = ["日期", "開市", "最高", "最低", "收市", "漲/跌"]
EX_FIELDS = [
    "除權息日期", "代號", "名稱", "除權息前收盤價", "除權息參考價", "權值", "息值", "權值+息值",
    "權/息", "漲停價", "跌停價", "開始交易基準價", "減除股利參考價", "現金股利",
    "每仟股無償配股", "現金增資股數", "現金增資認購價", "公開承銷股數", "員工認購股數",
    "原股東認購股數", "按持股比例仟股認購",
]  # fmt: skip
REDUCTION_FIELDS = [
    "恢復買賣日期", "股票代號", "名稱", "最後交易日之收盤價格", "減資恢復買賣開始日參考價格",
    "漲停價格", "跌停價格", "開始交易基準價", "除權參考價", "減資原因", "詳細資料",
]  # fmt: skip
RESUMED_FIELDS = [
    "恢復買賣日期", "證券代號", "證券名稱", "最後交易日之收盤價格", "恢復買賣開始參考價",
    "漲停價格", "跌停價格", "開始交易基準價", "詳細資料",
]  # fmt: skip
_SPOKEN = "查無資料，請重新輸入日期查詢。"


def read(feed: Feed, answer: Any, day: date = DAY) -> Batch:
    """Let a feed read an answer for the days that hold a day."""
    body = answer if isinstance(answer, bytes) else json.dumps(answer, ensure_ascii=False).encode()
    return feed.read(body, feed.days(day), AT)


def quote(
    code: str, name: str, prices: str, change: str, amounts: str = "0|0|0|1,000"
) -> list[str]:
    """Return a row: `open|high|low|close`, the change, `shares|TWD|trades|issued`."""
    opened, high, low, close = prices.split("|")
    shares, turnover, trades, issued = amounts.split("|")
    book = ["16.92", "6", "16.98", "1"]
    bounds = ["16.97", "9999.95", "0.01"]
    day = [code, name, close, change, opened, high, low, "16.87", shares, turnover, trades]
    return [*day, *book, issued, *bounds]


PHISON = quote(
    "8299",
    "群聯          ",
    "510.00|517.00|491.00|492.50",
    "-43.50 ",
    "6,123,456|3,053,012,345|8,765|206,865,131",
)
UNTRADED = quote("2740", "天蔥", "---|---|---| ---", "--- ", "12|605|10|23,185,484")
WARRANT = quote("70789P", "力旺康和22售03", "---|---|---| ---", "--- ")


def quotes(rows: Sequence[Any], day: date = DAY, **changes: Any) -> dict[str, Any]:
    """Return dailyQuotes of a session; the second table lists what is under management."""
    main = {
        "title": "上櫃股票行情",
        "subtitle": "上櫃家數: 809家&nbsp;&nbsp;&nbsp;總成交金額: 63,437,743,399元",
        "date": f"{day.year - 1911}/{day:%m/%d}",
        "totalTradingAmount": "63,437,743,399" if rows else "0",
        "totalCount": len(rows),
        "fields": QUOTE_FIELDS,
        "data": list(rows),
        "notes": [],
    }
    managed = {"title": "管理股票", "totalCount": 0, "fields": QUOTE_FIELDS, "data": []}
    document = {"date": f"{day:%Y%m%d}", "tables": [main, managed]}
    return {**document, "flagField": "千股", "stat": "ok", **changes}


def table(fields: Sequence[str], *rows: Sequence[Any], **more: Any) -> dict[str, Any]:
    """Return an answer that is one table, nameless as the bulletins' are."""
    one = {"title": "", "totalCount": len(rows), "fields": [*fields], "data": list(rows)}
    return {"tables": [{**one, "summary": [], "notes": []}], "stat": "ok", **more}


def detail(code: str, halted: str, resumed: str) -> str:
    """Return the HTML in the last cell of a resumption."""
    facts = {"證券代號/證券名稱:": f"{code}&nbsp/&nbsp名*", "停止買賣日期:": halted}
    rows = {**facts, "恢復買賣日期:": resumed}
    told = "".join(f"<tr><th>{name}</th><td>{fact}</td></tr>" for name, fact in rows.items())
    return f"<table>{told}</table>"


NO_DATA: tuple[Any, ...] = (
    {"date": "20250203", "stat": _SPOKEN},
    {"stat": _SPOKEN},
    quotes([]),
    {},
    [],
)

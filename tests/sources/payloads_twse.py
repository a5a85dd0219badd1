"""Answers in the shapes of TWSE's website, small and with the figures of real sessions."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.core.intake import Batch
from bot.sources.feed import Feed

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SORRY = "很抱歉，沒有符合條件的資料!"
NO_DATA: tuple[Any, ...] = (
    {"stat": SORRY},
    {"stat": SORRY, "type": "ALLBUT0999"},
    {"stat": SORRY, "total": 0},
    {"stat": SORRY, "tables": [{} for _ in range(10)]},
    {"stat": "無相關資料"},
    {"stat": "查詢日期大於今日，請重新查詢!", "total": 0},
    {"stat": "OK", "total": 0, "data": []},
    {},
    [],
)
PRICE_FIELDS = [
    "證券代號", "證券名稱", "成交股數", "成交筆數", "成交金額", "開盤價", "最高價", "最低價",
    "收盤價", "漲跌(+/-)", "漲跌價差", "最後揭示買價", "最後揭示買量", "最後揭示賣價",
    "最後揭示賣量", "本益比",
]  # fmt: skip
_INDEX_FIELDS = ["指數", "收盤指數", "漲跌(+/-)", "漲跌點數", "漲跌百分比(%)", "特殊處理註記"]
_TOTAL_FIELDS = ["成交統計", "成交金額(元)", "成交股數(股)", "成交筆數"]
_COLOURS = {"+": "red", "-": "green"}
_BOOK = ["1,065.00", "12", "1,070.00", "98", "23.10"]


def read(feed: Feed, answer: Any, day: date) -> Batch:
    """Let a feed read an answer for the days that hold a day."""
    body = answer if isinstance(answer, bytes) else json.dumps(answer, ensure_ascii=False).encode()
    return feed.read(body, feed.days(day), AT)


def sign(printed: str) -> str:
    """Return a sign as the table of prices prints it."""
    colour = _COLOURS.get(printed)
    return f"<p style= color:{colour}>{printed}</p>" if colour else f"<p>{printed}</p>"


def price_row(code: str, name: str, prices: str, change: str, amounts: str = "0|0|0") -> list[str]:
    """Return a row: `open|high|low|close`, a sign and the change, `shares|trades|TWD`."""
    return [
        code,
        name,
        *amounts.split("|"),
        *prices.split("|"),
        sign(change[:1]),
        change[1:],
        *_BOOK,
    ]


TSMC = price_row(
    "2330",
    "台積電",
    "1,065.00|1,075.00|1,060.00|1,070.00",
    "-65.00",
    "97,946,226|250,123|104,612,345,678",
)
"""2330 on 2025-02-03, the first session after the holidays."""
ACER = price_row("2353", "宏碁", "37.00|39.30|36.90|38.65", "+1.45", "9,000|5|350,000")


def mi_index(day: date, rows: Sequence[Any], **changes: Any) -> dict[str, Any]:
    """Return MI_INDEX of a session: ten places, the table of prices in the ninth."""
    spelt = f"{day.year - 1911}年{day:%m}月{day:%d}日"
    tables: list[dict[str, Any]] = [{} for _ in range(10)]
    tables[0] = {
        "title": f"{spelt} 價格指數(臺灣證券交易所)",
        "fields": _INDEX_FIELDS,
        "data": [
            ["寶島股價指數", "25,000.00", "<p style ='color:red'>+</p>", "1.00", "0.01", ""],
            [
                "發行量加權股價指數",
                "22,694.71",
                "<p style ='color:green'>-</p>",
                "830.70",
                "-3.53",
                "",
            ],
        ],
    }
    tables[6] = {
        "title": f"{spelt} 大盤統計資訊",
        "fields": _TOTAL_FIELDS,
        "data": [
            ["1.一般股票", "500,000,000,000", "7,000,000,000", "3,000,000"],
            ["證券合計(1+6+14+15)", "500,000,000,000", "7,000,000,000", "3,000,000"],
            ["總計(1~15)", "525,040,931,202", "7,689,151,963", "3,784,130"],
        ],
    }
    tables[8] = {
        "title": f"{spelt} 每日收盤行情(全部(不含權證、牛熊證))",
        "fields": PRICE_FIELDS,
        "data": list(rows),
        "hints": "單位：元、股",
    }
    document = {"tables": tables, "params": {"date": f"{day:%Y%m%d}"}, "stat": "OK"}
    return {**document, "date": f"{day:%Y%m%d}", **changes}


def table(title: str, fields: str, *rows: Sequence[Any], **more: Any) -> dict[str, Any]:
    """Return an answer that is one table; the fields have "|" between them."""
    return {"stat": "OK", "title": title, "fields": fields.split("|"), "data": list(rows), **more}

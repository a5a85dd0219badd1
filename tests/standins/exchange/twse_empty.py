"""How TWSE says that it has nothing: always with status 200, in several forms."""

from typing import Any

SORRY = "很抱歉，沒有符合條件的資料!"
LATER = "查詢日期大於今日，請重新查詢!"

VARIANTS: dict[str, Any] = {
    "stat": {"stat": SORRY},
    "type": {"stat": SORRY, "type": "ALLBUT0999"},
    "total": {"stat": SORRY, "total": 0},
    "tables": {"tables": [{} for _ in range(10)], "stat": SORRY},
    "related": {"stat": "無相關資料"},
    "later": {"stat": LATER, "total": 0},
    "object": {},
    "list": [],
    "ok_without_rows": {"stat": "OK", "total": 0, "data": []},
    "tpex_stat": {"stat": "查無資料，請重新輸入日期查詢。"},
    "tpex_rows": {"tables": [{"totalCount": 0, "data": []}], "stat": "ok"},
}
"""The forms of no data seen at the exchanges, and two that other software has made of them."""

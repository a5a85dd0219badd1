"""TWSE's schedule of 2025 as it is listed: closed days, settlement alone, and trading days."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

_OFF = "依規定放假1日。"
_SETTLEMENT = "市場無交易，僅辦理結算交割作業"
_ROWS = (
    ("01-01", "中華民國開國紀念日", _OFF),
    ("01-02", "國曆新年開始交易日", "國曆新年開始交易。"),
    ("01-22", "農曆春節前最後交易日", "農曆春節前最後交易。"),
    ("01-23", _SETTLEMENT, ""),
    ("01-24", _SETTLEMENT, ""),
    ("01-27", "農曆除夕前一日", "1月27日調整放假<br>於2月8日補行上班。"),
    ("01-28", "農曆除夕", _OFF),
    ("01-29", "農曆春節", _OFF),
    ("01-30", "農曆春節", _OFF),
    ("01-31", "農曆春節", _OFF),
    ("02-03", "農曆春節後開始交易日", "農曆春節後開始交易。"),
    ("02-28", "和平紀念日", _OFF),
    ("04-03", "兒童節", "適逢民族掃墓節，於4月3日補假1日。"),
    ("04-04", "兒童節及民族掃墓節", _OFF),
    ("05-01", "勞動節", _OFF),
    ("05-30", "端午節", "5月31日適逢星期六，於5月30日補假1日。"),
    ("05-31", "端午節", "5月31日適逢星期六，於5月30日補假1日。"),
    ("09-28", "孔子誕辰紀念日", "9月28日適逢星期日，於9月29日補假1日。"),
    ("09-29", "孔子誕辰紀念日", "9月28日適逢星期日，於9月29日補假1日。"),
    ("10-06", "中秋節", _OFF),
    ("10-10", "國慶日", _OFF),
    ("10-24", "臺灣光復暨金門古寧頭大捷紀念日", "10月25日適逢星期六，於10月24日補假1日。"),
    ("10-25", "臺灣光復暨金門古寧頭大捷紀念日", "10月25日適逢星期六，於10月24日補假1日。"),
    ("12-25", "行憲紀念日", _OFF),
)

HOLIDAYS_2025: Mapping[date, tuple[str, str]] = MappingProxyType(
    {date.fromisoformat(f"2025-{day}"): (name, description) for day, name, description in _ROWS}
)
"""Name and description by day."""

"""etfRvsRslt: the reverse splits of funds after which trading resumes in a year."""

from bot.core.intake import Dataset
from bot.market.actions import ActionKind
from bot.sources.feeds.tpex_resumptions import resumptions

REVERSE_SPLITS = resumptions(
    Dataset.TPEX_REVERSE_SPLITS, "/www/zh-tw/bulletin/etfRvsRslt", ActionKind.REVERSE_SPLIT
)

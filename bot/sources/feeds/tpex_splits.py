"""etfSplitRslt: the splits of funds after which trading resumes in a year."""

from bot.core.intake import Dataset
from bot.market.actions import ActionKind
from bot.sources.feeds.tpex_resumptions import resumptions

SPLITS = resumptions(Dataset.TPEX_SPLITS, "/www/zh-tw/bulletin/etfSplitRslt", ActionKind.SPLIT)

"""pvChgRslt: the changes of par value after which trading resumes in a year."""

from bot.core.intake import Dataset
from bot.market.actions import ActionKind
from bot.sources.feeds.tpex_resumptions import resumptions

PAR_CHANGES = resumptions(
    Dataset.TPEX_PAR_CHANGES, "/www/zh-tw/bulletin/pvChgRslt", ActionKind.PAR_CHANGE
)

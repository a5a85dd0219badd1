"""Which host answers which path, and what each path wants to be asked."""

from collections.abc import Mapping

from tests.standins.exchange import tpex_actions, twse_actions, twse_months
from tests.standins.exchange.questions import Endpoint
from tests.standins.exchange.tpex_daily import daily_quotes
from tests.standins.exchange.twse_daily import mi_index

_TWSE_DAY = {"date": "YYYYMMDD", "response": "json"}
_TWSE_RANGE = {"startDate": "YYYYMMDD", "endDate": "YYYYMMDD", "response": "json"}
_TPEX_DAY = {"date": "YYYY/MM/DD", "response": "json"}
_TPEX_RANGE = {"startDate": "YYYY/MM/DD", "endDate": "YYYY/MM/DD", "response": "json"}
_CODE = "[0-9A-Z]{4,6}"

ROUTES: Mapping[str, Mapping[str, Endpoint]] = {
    "twse": {
        "/rwd/zh/afterTrading/MI_INDEX": Endpoint(
            mi_index, {**_TWSE_DAY, "type": "ALLBUT0999|MS|IND"}
        ),
        "/rwd/zh/afterTrading/STOCK_DAY": Endpoint(
            twse_months.stock_day, {**_TWSE_DAY, "stockNo": _CODE}
        ),
        "/rwd/zh/afterTrading/FMTQIK": Endpoint(twse_months.fmtqik, _TWSE_DAY),
        "/rwd/zh/TAIEX/MI_5MINS_HIST": Endpoint(twse_months.mi_5mins_hist, _TWSE_DAY),
        "/rwd/zh/exRight/TWT49U": Endpoint(twse_actions.twt49u, _TWSE_RANGE),
        "/rwd/zh/exRight/TWT48U": Endpoint(twse_actions.twt48u, {"response": "json"}),
        "/rwd/zh/reducation/TWTAUU": Endpoint(twse_actions.twtauu, _TWSE_RANGE),
        "/rwd/zh/change/TWTB8U": Endpoint(twse_actions.twtb8u, _TWSE_RANGE),
        "/rwd/zh/split/TWTCAU": Endpoint(twse_actions.twtcau, _TWSE_RANGE),
    },
    "tpex": {
        "/www/zh-tw/afterTrading/dailyQuotes": Endpoint(daily_quotes, _TPEX_DAY, {"id": ""}),
        "/www/zh-tw/bulletin/exDailyQ": Endpoint(tpex_actions.ex_daily_q, _TPEX_RANGE),
        "/www/zh-tw/bulletin/revivt": Endpoint(tpex_actions.revivt, _TPEX_RANGE),
        "/www/zh-tw/bulletin/pvChgRslt": Endpoint(tpex_actions.pv_chg_rslt, _TPEX_RANGE),
        "/www/zh-tw/bulletin/etfSplitRslt": Endpoint(tpex_actions.etf_split_rslt, _TPEX_RANGE),
        "/www/zh-tw/bulletin/etfRvsRslt": Endpoint(tpex_actions.etf_rvs_rslt, _TPEX_RANGE),
    },
}

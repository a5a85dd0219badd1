"""Which host answers which path, and what each path wants to be asked."""

from collections.abc import Mapping

from tests.standins.exchange import (
    finmind,
    mis,
    tpex_actions,
    tpex_reference,
    twse_actions,
    twse_months,
    twse_reference,
    yahoo,
)
from tests.standins.exchange.companies import listed_companies, otc_companies
from tests.standins.exchange.openapi import stock_day_all
from tests.standins.exchange.questions import Asked, Endpoint
from tests.standins.exchange.tpex_daily import daily_quotes
from tests.standins.exchange.twse_daily import mi_index

_TWSE_DAY = {"date": "YYYYMMDD", "response": "json"}
_TWSE_RANGE = {"startDate": "YYYYMMDD", "endDate": "YYYYMMDD", "response": "json"}
_TPEX_DAY = {"date": "YYYY/MM/DD", "response": "json"}
_TPEX_RANGE = {"startDate": "YYYY/MM/DD", "endDate": "YYYY/MM/DD", "response": "json"}
_CODE = "[0-9A-Z]{4,6}"
_CHANNEL = r"(tse|otc)_[0-9A-Za-z]{3,6}\.tw"
_CHANNELS = rf"{_CHANNEL}(\|{_CHANNEL}){{0,99}}"
_CHART = "/v8/finance/chart/"

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
        "/rwd/zh/holidaySchedule/holidaySchedule": Endpoint(
            twse_reference.holiday_schedule, _TWSE_DAY
        ),
        "/rwd/zh/fund/MI_QFIIS": Endpoint(
            twse_reference.mi_qfiis, {**_TWSE_DAY, "selectType": "ALLBUT0999"}
        ),
    },
    "twse_openapi": {
        "/v1/opendata/t187ap03_L": Endpoint(listed_companies),
        "/v1/exchangeReport/STOCK_DAY_ALL": Endpoint(stock_day_all),
    },
    "tpex": {
        "/www/zh-tw/afterTrading/dailyQuotes": Endpoint(daily_quotes, _TPEX_DAY, {"id": ""}),
        "/www/zh-tw/afterTrading/tradingStock": Endpoint(
            tpex_reference.trading_stock, {**_TPEX_DAY, "code": _CODE}, {"id": ""}
        ),
        "/www/zh-tw/indexInfo/inx": Endpoint(tpex_reference.inx, _TPEX_DAY),
        "/www/zh-tw/insti/qfii": Endpoint(tpex_reference.qfii, _TPEX_DAY, {"id": ""}),
        "/www/zh-tw/bulletin/exDailyQ": Endpoint(tpex_actions.ex_daily_q, _TPEX_RANGE),
        "/www/zh-tw/bulletin/revivt": Endpoint(tpex_actions.revivt, _TPEX_RANGE),
        "/www/zh-tw/bulletin/pvChgRslt": Endpoint(tpex_actions.pv_chg_rslt, _TPEX_RANGE),
        "/www/zh-tw/bulletin/etfSplitRslt": Endpoint(tpex_actions.etf_split_rslt, _TPEX_RANGE),
        "/www/zh-tw/bulletin/etfRvsRslt": Endpoint(tpex_actions.etf_rvs_rslt, _TPEX_RANGE),
        "/openapi/v1/mopsfin_t187ap03_O": Endpoint(otc_companies),
    },
    "mis": {
        "/stock/api/getStockInfo.jsp": Endpoint(
            mis.get_stock_info,
            {"ex_ch": _CHANNELS, "json": "1", "delay": "0"},
            {"_": "[0-9]+"},
            content_type="text/html",
            lead=mis.BLANK_LINES,
        ),
    },
    "finmind": {
        "/api/v4/data": Endpoint(
            finmind.data,
            {"dataset": "TaiwanStockPrice", "data_id": "any", "start_date": "YYYY-MM-DD"},
            {"end_date": "YYYY-MM-DD", "token": "any"},
        ),
    },
    "yahoo": {
        _CHART: Endpoint(
            yahoo.chart,
            {"symbol": "any", "period1": "[0-9]+", "period2": "[0-9]+", "interval": "1d"},
            {"events": "any", "includePrePost": "true|false", "includeAdjustedClose": "true|false"},
        ),
    },
}


def found(host: str, path: str, params: Asked) -> tuple[Endpoint | None, Asked]:
    """Find what answers a path, with the part of the path that is a parameter."""
    if path.startswith(_CHART):
        params, path = {**params, "symbol": path.removeprefix(_CHART)}, _CHART
    return ROUTES[host].get(path), params

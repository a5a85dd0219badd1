"""Ask the stand-in as a client would, with questions that are in the right form."""

import json
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp

from tests.standins.exchange.server import ExchangeServer

AGENT = "Mozilla/5.0 (test)"
_J = {"response": "json"}
_RANGE = {"startDate": "20200101", "endDate": "20261231", **_J}
_SLASHED = {"startDate": "2020/01/01", "endDate": "2026/12/31", **_J}
_DAY, _DAY_SLASHED = {"date": "20250203", **_J}, {"date": "2025/02/03", **_J}
_AT, _WEB, _BULLETIN = "/rwd/zh", "/www/zh-tw", "/www/zh-tw/bulletin"

QUESTIONS: dict[str, tuple[str, str, dict[str, str]]] = {
    "MI_INDEX": ("twse", f"{_AT}/afterTrading/MI_INDEX", {**_DAY, "type": "ALLBUT0999"}),
    "STOCK_DAY": ("twse", f"{_AT}/afterTrading/STOCK_DAY", {**_DAY, "stockNo": "2330"}),
    "FMTQIK": ("twse", f"{_AT}/afterTrading/FMTQIK", _DAY),
    "MI_5MINS_HIST": ("twse", f"{_AT}/TAIEX/MI_5MINS_HIST", _DAY),
    "TWT49U": ("twse", f"{_AT}/exRight/TWT49U", _RANGE),
    "TWT48U": ("twse", f"{_AT}/exRight/TWT48U", _J),
    "TWTAUU": ("twse", f"{_AT}/reducation/TWTAUU", _RANGE),
    "TWTB8U": ("twse", f"{_AT}/change/TWTB8U", _RANGE),
    "TWTCAU": ("twse", f"{_AT}/split/TWTCAU", _RANGE),
    "holidaySchedule": ("twse", f"{_AT}/holidaySchedule/holidaySchedule", _DAY),
    "MI_QFIIS": ("twse", f"{_AT}/fund/MI_QFIIS", {**_DAY, "selectType": "ALLBUT0999"}),
    "t187ap03_L": ("twse_openapi", "/v1/opendata/t187ap03_L", {}),
    "STOCK_DAY_ALL": ("twse_openapi", "/v1/exchangeReport/STOCK_DAY_ALL", {}),
    "dailyQuotes": ("tpex", f"{_WEB}/afterTrading/dailyQuotes", {**_DAY_SLASHED, "id": ""}),
    "tradingStock": ("tpex", f"{_WEB}/afterTrading/tradingStock", {**_DAY_SLASHED, "code": "6488"}),
    "inx": ("tpex", f"{_WEB}/indexInfo/inx", _DAY_SLASHED),
    "qfii": ("tpex", f"{_WEB}/insti/qfii", _DAY_SLASHED),
    "exDailyQ": ("tpex", f"{_BULLETIN}/exDailyQ", _SLASHED),
    "revivt": ("tpex", f"{_BULLETIN}/revivt", _SLASHED),
    "pvChgRslt": ("tpex", f"{_BULLETIN}/pvChgRslt", _SLASHED),
    "etfSplitRslt": ("tpex", f"{_BULLETIN}/etfSplitRslt", _SLASHED),
    "etfRvsRslt": ("tpex", f"{_BULLETIN}/etfRvsRslt", _SLASHED),
    "mopsfin_t187ap03_O": ("tpex", "/openapi/v1/mopsfin_t187ap03_O", {}),
    "getStockInfo": (
        "mis",
        "/stock/api/getStockInfo.jsp",
        {"ex_ch": "tse_2330.tw|otc_6488.tw|tse_t00.tw", "json": "1", "delay": "0"},
    ),
    "data": (
        "finmind",
        "/api/v4/data",
        {"dataset": "TaiwanStockPrice", "data_id": "2330", "start_date": "2025-01-01"},
    ),
    "chart": (
        "yahoo",
        "/v8/finance/chart/2330.TW",
        {"period1": "1735660800", "period2": "1767196800", "interval": "1d"},
    ),
}
"""A question to every endpoint: host, path, parameters."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it came in."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def document(self) -> Any:
        """Return the body's JSON."""
        return json.loads(self.body)


class Asker:
    """A client without any manners of its own; `async with` opens and closes it."""

    def __init__(self, server: ExchangeServer, agent: str | None = AGENT) -> None:
        """Ask one server; without an agent the header is left out."""
        self._server = server
        headers = {"User-Agent": agent} if agent else {}
        skipped = () if agent else ("User-Agent",)
        self._session = aiohttp.ClientSession(headers=headers, skip_auto_headers=skipped)
        # aiohttp asks a second time by itself where a connection breaks; here every request counts.
        self._session._retry_connection = False

    async def __aenter__(self) -> Self:
        """Open nothing yet."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End all connections."""
        await self._session.close()

    async def ask(self, name: str, *without: str, **changed: str) -> Said:
        """Ask one of QUESTIONS, with parameters left out or changed."""
        host, path, params = QUESTIONS[name]
        kept = {key: text for key, text in {**params, **changed}.items() if key not in without}
        return await self.get(host, path, kept)

    async def get(self, host: str, path: str, params: dict[str, str]) -> Said:
        """Ask anything; redirects are not followed."""
        url = f"{self._server.url(host)}{path}"
        async with self._session.get(url, params=params, allow_redirects=False) as answer:
            return Said(answer.status, {**answer.headers}, await answer.read())

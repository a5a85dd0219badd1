"""The server refuses what the real ones would not answer as meant, and writes it down."""

import aiohttp
import pytest

from tests.standins.exchange.asking import QUESTIONS, Asker
from tests.standins.exchange.server import ExchangeServer

WRONG = [
    ("MI_INDEX", {"date": "2025/02/03"}),
    ("MI_INDEX", {"date": "20250230"}),
    ("MI_INDEX", {"type": "ALL but"}),
    ("MI_INDEX", {"response": "csv"}),
    ("MI_INDEX", {"extra": "1"}),
    ("STOCK_DAY", {"stockNo": "2330.TW"}),
    ("TWT49U", {"startDate": "1130304"}),
    ("dailyQuotes", {"date": "20250203"}),
    ("dailyQuotes", {"date": "114/02/03"}),
    ("exDailyQ", {"endDate": "2025-02-03"}),
    ("getStockInfo", {"ex_ch": "2330"}),
    ("data", {"start_date": "20250203"}),
    ("data", {"dataset": "TaiwanStockPriceAdj"}),
    ("chart", {"period1": "2025-02-03"}),
]


@pytest.mark.parametrize(("name", "changed"), WRONG)
async def test_a_wrong_form_is_refused(
    server: ExchangeServer, asker: Asker, name: str, changed: dict[str, str]
) -> None:
    """A parameter in the wrong form gets no figures."""
    said = await asker.ask(name, **changed)
    assert "1,070" not in said.body.decode()
    assert [refused.request.path for refused in server.refused] == [QUESTIONS[name][1]]


async def test_a_missing_parameter_is_refused(server: ExchangeServer, asker: Asker) -> None:
    """Nothing is taken for granted."""
    said = await asker.ask("MI_INDEX", "type")
    assert said.document["stat"] != "OK"
    assert server.refused[0].reason == "type is missing"


async def test_an_unknown_path_is_not_found(server: ExchangeServer, asker: Asker) -> None:
    """A path that the host does not know is a 404, wherever else it may exist."""
    said = await asker.get("tpex", QUESTIONS["MI_INDEX"][1], {})
    assert said.status == 404
    assert len(server.refused) == 1


async def test_who_does_not_say_its_name_is_turned_away(server: ExchangeServer) -> None:
    """Without a User-Agent there is a page, not a table."""
    async with Asker(server, agent=None) as nameless:
        said = await nameless.ask("FMTQIK")
    assert (said.status, said.body[:6]) == (403, b"<html>")
    assert server.requests[0].agent == ""


async def test_yahoo_wants_a_browser(server: ExchangeServer) -> None:
    """Another name than a browser's gets 429."""
    async with Asker(server, agent="Banquet/1") as honest:
        assert (await honest.ask("chart")).status == 429
        assert (await honest.ask("FMTQIK")).status == 200


async def test_every_request_is_written_down(server: ExchangeServer, asker: Asker) -> None:
    """Host, path, parameters, instant and name of the client are kept."""
    await asker.ask("FMTQIK")
    await asker.ask("inx")
    assert [(one.host, one.path) for one in server.requests] == [
        QUESTIONS[name][:2] for name in ("FMTQIK", "inx")
    ]
    assert server.asked("tpex", "inx")[0].params == QUESTIONS["inx"][2]
    assert server.asked("twse") == server.requests[:1]


async def test_who_asks_too_fast_finds_the_door_closed() -> None:
    """The fourth request in five seconds gets no answer; other hosts do not care."""
    now = [100.0]
    async with ExchangeServer(monotonic=lambda: now[0]) as server, Asker(server) as asker:
        for _ in range(3):
            await asker.ask("FMTQIK")
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await asker.ask("FMTQIK")
        assert (await asker.ask("inx")).status == 200
        now[0] += 5
        assert (await asker.ask("FMTQIK")).status == 200
    assert server.over_limit == 1


async def test_the_limit_can_be_another() -> None:
    """A test may widen the limit or take it away."""
    async with ExchangeServer(limit=5) as server, Asker(server) as asker:
        for _ in range(5):
            await asker.ask("FMTQIK")
    assert server.over_limit == 0

"""The golden days hold the published figures, in the marks that each table has for them."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.market.instruments import Market
from tests.standins.exchange import golden
from tests.standins.exchange.asking import Asker
from tests.standins.exchange.server import ExchangeServer
from tests.standins.exchange.world import World

ALL = [
    golden.normal,
    golden.new_year_eve,
    golden.limit_day,
    golden.typhoon,
    golden.ex_dividend,
    golden.halts,
    golden.first_listing,
    golden.revised,
    golden.tpex_late,
    golden.half_published,
]


async def _row(world: World, day: str, code: str, times: int = 1) -> list[str] | None:
    """Return a row of MI_INDEX, or of dailyQuotes for a date with slashes."""
    name, place = ("dailyQuotes", 0) if "/" in day else ("MI_INDEX", 8)
    async with ExchangeServer(world, limit=None) as server, Asker(server) as asker:
        said = [await asker.ask(name, date=day) for _ in range(times)]
    tables = said[-1].document.get("tables")
    found = [row for row in tables[place]["data"] if row[0] == code] if tables else []
    return found[0] if found else None


@pytest.mark.parametrize("make", ALL)
def test_every_golden_world_can_be_large(make: Callable[[int], World]) -> None:
    """The number of neighbours is a test's choice; no code stands twice in a session."""
    for day in make(400).days.values():
        codes = [row.code for row in day.rows]
        assert len(codes) == len({*codes}) > 700


async def test_the_limit_day_is_locked() -> None:
    """2330 opened, traded and closed at 848."""
    row = await _row(golden.limit_day(), "20250407", "2330")
    assert row
    assert row[5:9] == ["848.00"] * 4
    assert row[10] == "94.00"


async def test_the_typhoon_looks_like_a_day_not_yet_published() -> None:
    """A closed day and a day to come get the same answer."""
    world = golden.typhoon()
    async with ExchangeServer(world) as server, Asker(server) as asker:
        closed = (await asker.ask("MI_INDEX", date="20241031")).document
        ahead = (await asker.ask("MI_INDEX", date="20241104")).document
    assert closed == ahead == {"stat": "很抱歉，沒有符合條件的資料!", "type": "ALLBUT0999"}


async def test_yahoo_fills_the_typhoon() -> None:
    """The closed day comes as the day before, with volume 0."""
    world = golden.typhoon()
    row = next(row for row in world.at(date(2024, 10, 30)).of(Market.TWSE) if row.close)
    async with ExchangeServer(world) as server, Asker(server) as asker:
        asked = {"period1": "1730246400", "period2": "1730592000", "interval": "1d"}
        said = await asker.get("yahoo", f"/v8/finance/chart/{row.code}.TW", asked)
    quote = said.document["chart"]["result"][0]["indicators"]["quote"][0]
    assert [volume > 0 for volume in quote["volume"]] == [True, False, True]
    assert quote["close"][0] == quote["close"][1]


async def test_an_ex_day_states_no_change() -> None:
    """TWSE prints X and 0.00, TPEx the word; the references are in the tables of actions."""
    row = await _row(golden.ex_dividend(), "20240304", "00690")
    assert row
    assert row[8:11] == ["30.60", "<p>X</p>", "0.00"]
    otc = await _row(golden.ex_dividend(), "2024/03/22", "2065")
    assert otc
    assert otc[2:4] == ["62.80", "除息 "]
    async with ExchangeServer(golden.ex_dividend()) as server, Asker(server) as asker:
        result = (await asker.ask("TWT49U")).document["data"][0]
    assert result[:5] == ["113年03月04日", "00690", "兆豐藍籌30", "31.35", "30.60"]


async def test_trading_halts_around_a_split() -> None:
    """Before it the old price, during the halt dashes, after it X and the new price."""
    world = golden.halts()
    rows = [await _row(world, day, "0050") for day in ("20250610", "20250611", "20250618")]
    assert [row and row[8] for row in rows] == ["188.65", "--", "47.16"]
    assert rows[2]
    assert rows[2][9] == "<p>X</p>"
    async with ExchangeServer(world) as server, Asker(server) as asker:
        splits = (await asker.ask("TWTCAU")).document["data"]
    assert [row[3] for row in splits] == ["分割", ""]
    assert splits[1] == [
        *("115/03/31", "00631L", "元大台灣50正2", ""),
        *("443.15", "20.14", "24.16", "16.12", "20.14"),
    ]


async def test_yahoo_rewrites_what_was_before_a_split() -> None:
    """The close of 188.65 is a quarter of it once the split is over."""
    world = golden.halts()
    path = "/v8/finance/chart/0050.TW"
    asked = {"period1": "1749513600", "period2": "1750291200", "interval": "1d"}
    async with ExchangeServer(world) as server, Asker(server) as asker:
        result = (await asker.get("yahoo", path, asked)).document["chart"]["result"][0]
    assert result["indicators"]["quote"][0]["close"] == [47.1625, None, 47.16]


async def test_a_first_day_has_no_limit_and_no_change() -> None:
    """4590 is not there on the day before, and has X on its first."""
    world = golden.first_listing()
    assert await _row(world, "20260128", "4590") is None
    row = await _row(world, "20260129", "4590")
    assert row
    assert row[8:10] == ["78.50", "<p>X</p>"]


async def test_a_close_is_restated_on_asking_again() -> None:
    """The first answer has 1070, the second 1075."""
    first = await _row(golden.revised(), "20250203", "2330")
    second = await _row(golden.revised(), "20250203", "2330", times=2)
    assert first
    assert second
    assert (first[8], second[8]) == ("1,070.00", "1,075.00")


async def test_markets_may_publish_apart() -> None:
    """TWSE is there, TPEx not yet."""
    world = golden.tpex_late()
    assert await _row(world, "20250203", "2330")
    assert await _row(world, "2025/02/03", "6488") is None


async def test_the_eve_is_the_newest_session() -> None:
    """Nothing after the exchanges' own day is published."""
    world = golden.new_year_eve()
    assert await _row(world, "20250122", "2330")
    assert await _row(world, "20250203", "2330") is None
    assert world.newest() == world.at(golden.EVE)


async def test_half_a_table_looks_whole() -> None:
    """The status is OK though most rows are missing."""
    async with ExchangeServer(golden.half_published()) as server, Asker(server) as asker:
        document = (await asker.ask("MI_INDEX")).document
    assert document["stat"] == "OK"
    assert 0 < len(document["tables"][8]["data"]) < 30

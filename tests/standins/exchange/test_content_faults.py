"""Each fault of an answer's content does what it says, and only to the requests it is meant for."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.standins.exchange import row_faults
from tests.standins.exchange.asking import Asker
from tests.standins.exchange.decorations import BAD_NUMBERS, HOSTILE_NAMES, NOT_FINITE, ODD_TOKENS
from tests.standins.exchange.faults import Fault, Kind, Raw
from tests.standins.exchange.twse_empty import VARIANTS
from tests.standins.exchange.world import World

_CLOSE, _VOLUME = 8, 2


async def _rows(asker: Asker, **changed: str) -> dict[str, list[Any]]:
    """Return the rows of MI_INDEX by code."""
    document = (await asker.ask("MI_INDEX", **changed)).document
    return {row[0]: row for row in document["tables"][8]["data"]}


async def test_a_fault_is_over_after_its_times(asker: Asker, world: World) -> None:
    """It lets `skip` requests through, meets `times` and is gone; another path never meets it."""
    fault = world.faults.on(Fault("empty", path="FMTQIK", skip=1, times=2))
    seen = [bool((await asker.ask("FMTQIK")).document.get("data")) for _ in range(4)]
    assert seen == [True, False, False, True]
    assert (await asker.ask("MI_5MINS_HIST")).document["data"]
    assert fault.met == 2


async def test_a_fault_without_end_is_turned_off(asker: Asker, world: World) -> None:
    """Host and board decide, not a count."""
    world.faults.on(Fault("empty", host="tpex", times=None))
    for _ in range(3):
        assert (await asker.ask("inx")).document["tables"][0]["data"] == []
    world.faults.off()
    assert (await asker.ask("inx")).document["tables"][0]["data"]


async def test_data_may_come_at_an_instant(asker: Asker, world: World) -> None:
    """A delay ends by the board's clock."""
    now = datetime(2025, 2, 3, 6, tzinfo=UTC)
    world.faults.now = lambda: now
    world.faults.on(Fault("empty", until=now + timedelta(minutes=30)))
    assert "data" not in (await asker.ask("FMTQIK")).document
    now += timedelta(minutes=30)
    assert (await asker.ask("FMTQIK")).document["data"]


@pytest.mark.parametrize("variant", VARIANTS)
async def test_no_data_has_many_forms(asker: Asker, world: World, variant: str) -> None:
    """Each of the forms can be had from any endpoint."""
    world.faults.on(Fault("empty", value=variant))
    assert (await asker.ask("MI_INDEX")).document == VARIANTS[variant]


async def test_another_day_is_answered_openly(asker: Asker, world: World) -> None:
    """`wrong_day` says which day it is; by default that is the session before."""
    world.faults.on(Fault("wrong_day", path="MI_INDEX"))
    document = (await asker.ask("MI_INDEX")).document
    assert document["date"] == "20250122"
    assert document["tables"][8]["title"].startswith("114年01月22日")


async def test_another_day_is_passed_off_as_the_right_one(asker: Asker, world: World) -> None:
    """`echoed_day` repeats the date of the question; only the titles give it away."""
    world.faults.on(Fault("echoed_day", path="MI_INDEX"))
    document = (await asker.ask("MI_INDEX")).document
    assert document["date"] == document["params"]["date"] == "20250203"
    assert document["tables"][8]["title"].startswith("114年01月22日")


async def test_an_old_body_comes_with_fresh_headers(asker: Asker, world: World) -> None:
    """`stale_body` can only be seen in the body."""
    world.faults.on(Fault("stale_body", path="dailyQuotes"))
    said = await asker.ask("dailyQuotes")
    assert said.document["date"] == "20250122"
    assert said.headers["Age"] == "0"


async def test_a_question_without_a_day_gets_an_older_one_too(asker: Asker, world: World) -> None:
    """The newest session can be held back."""
    world.faults.on(Fault("wrong_day", path="STOCK_DAY_ALL"))
    assert (await asker.ask("STOCK_DAY_ALL")).document[0]["Date"] == "1140122"
    world.faults.on(Fault("wrong_day", path="TWT49U", day=date(2019, 1, 1)))
    assert (await asker.ask("TWT49U")).document["strDate"] == "20190101"


async def test_most_rows_may_be_missing(asker: Asker, world: World) -> None:
    """Three tenths of the rows are left."""
    whole = len(await _rows(asker))
    world.faults.on(Fault("rows", change=row_faults.published_part()))
    assert whole * 0.2 < len(await _rows(asker)) < whole * 0.4


@pytest.mark.parametrize("impossible", row_faults.IMPOSSIBLE)
async def test_rows_may_be_impossible(asker: Asker, world: World, impossible: Any) -> None:
    """The row of one stock is changed, the others are not."""
    sound = await _rows(asker)
    world.faults.on(Fault("rows", change=impossible("2330")))
    spoiled = await _rows(asker)
    assert [code for code, row in spoiled.items() if row != sound[code]] == ["2330"]


async def test_a_move_may_pass_the_limit(asker: Asker, world: World) -> None:
    """Sign, change and range agree with the impossible close."""
    world.faults.on(Fault("rows", change=row_faults.over_limit("2330")))
    row = (await _rows(asker))["2330"]
    assert (row[_CLOSE], row[10]) == ("1,419.00", "284.00")
    assert "red" in row[9]


async def test_a_close_may_be_restated(asker: Asker, world: World) -> None:
    """Publishing anew, by a fault or in the world, shows at once."""
    world.faults.on(Fault("rows", skip=1, change=row_faults.restated("2330", "1075")))
    assert [(await _rows(asker))["2330"][_CLOSE] for _ in range(3)] == [
        "1,070.00",
        "1,075.00",
        "1,070.00",
    ]
    world.restate(
        date(2025, 2, 3), "2330", lambda row: row_faults.restated("2330", "99")((row,))[0]
    )
    assert (await _rows(asker))["2330"][_CLOSE] == "99.00"


async def test_a_stock_may_be_listed_twice(asker: Asker, world: World) -> None:
    """The second row has another close."""
    world.faults.on(Fault("rows", change=row_faults.twice("2330")))
    tables = (await asker.ask("MI_INDEX")).document["tables"]
    closes = [row[_CLOSE] for row in tables[8]["data"] if row[0] == "2330"]
    assert closes == ["1,070.00", "1,075.00"]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
async def test_names_may_be_hostile(asker: Asker, world: World, name: str) -> None:
    """The name comes through as it is."""
    world.faults.on(Fault("rows", change=row_faults.named("2330", name)))
    assert (await _rows(asker))["2330"][1] == name


@pytest.mark.parametrize("value", [*ODD_TOKENS, *BAD_NUMBERS])
async def test_a_cell_may_hold_anything(asker: Asker, world: World, value: str | None) -> None:
    """Text or null stands where the close belongs."""
    world.faults.on(Fault("cell", code="2330", value=value))
    assert (await _rows(asker))["2330"][_CLOSE] == value


@pytest.mark.parametrize("value", [one for one in NOT_FINITE if isinstance(one, Raw)])
async def test_json_may_hold_what_is_no_figure(asker: Asker, world: World, value: Raw) -> None:
    """NaN and the like stand bare in the JSON."""
    world.faults.on(Fault("cell", code="2330", value=value, column="open"))
    assert f",{value.text}," in (await asker.ask("MI_INDEX")).body.decode()


@pytest.mark.parametrize("name", ["data", "STOCK_DAY_ALL", "getStockInfo", "inx", "TWTCAU"])
async def test_every_kind_of_table_can_be_spoiled(asker: Asker, world: World, name: str) -> None:
    """Lists of objects and tables without codes have cells as well."""
    world.faults.on(Fault("cell", value="@@@"))
    assert '"@@@"' in (await asker.ask(name)).body.decode()


@pytest.mark.parametrize(
    ("dress", "shown"),
    [
        ("full_width", "１，０７０．００"),
        ("tag", "<p style ='color:red'>1,070.00</p>"),
        ("blanks", "  1,070.00\u3000"),
        ("plus", "+1,070.00"),
    ],
)
async def test_figures_may_be_dressed(asker: Asker, world: World, dress: str, shown: str) -> None:
    """They mean the same; the code stays as it is."""
    world.faults.on(Fault("decorated", value=dress))
    assert (await _rows(asker))["2330"][_CLOSE] == shown


async def test_columns_may_change(asker: Asker, world: World) -> None:
    """Turned round, renamed, one more; the cells go with their names."""
    table = (await asker.ask("STOCK_DAY")).document
    for value, fields in (
        ("reordered", table["fields"][::-1]),
        ("renamed", [name.replace("收盤價", "新欄位") for name in table["fields"]]),
        ("added", ["新欄位", *table["fields"]]),
    ):
        world.faults.on(Fault("columns", value=value))
        changed = (await asker.ask("STOCK_DAY")).document
        assert changed["fields"] == fields
        close = changed["fields"].index("新欄位" if value == "renamed" else "收盤價")
        assert changed["data"][0][close] == "1,070.00"
    assert (await asker.ask("STOCK_DAY")).document == table


async def test_units_may_change(asker: Asker, world: World) -> None:
    """Volume comes in lots under the name of shares."""
    world.faults.on(Fault("columns", value="lots"))
    assert (await _rows(asker))["2330"][_VOLUME] == "12,345"


async def test_a_key_may_come_twice(asker: Asker, world: World) -> None:
    """A reader that keeps one of them does not notice."""
    world.faults.on(Fault("duplicate_keys"))
    pairs: list[str] = []
    json.loads(
        (await asker.ask("FMTQIK")).body,
        object_pairs_hook=lambda found: pairs.extend(key for key, _ in found),
    )
    assert pairs.count("stat") == 2


@pytest.mark.parametrize(("kind", "begins"), [("bom", b"\xef\xbb\xbf{"), ("truncated", b'{"sta')])
async def test_the_text_may_be_spoiled(
    asker: Asker, world: World, kind: Kind, begins: bytes
) -> None:
    """A mark stands in front, or the end is missing."""
    world.faults.on(Fault(kind, at=5))
    body = (await asker.ask("FMTQIK")).body
    assert body.startswith(begins)
    assert kind != "truncated" or body == begins


async def test_the_text_may_be_big5(asker: Asker, world: World) -> None:
    """It reads well in one encoding only."""
    world.faults.on(Fault("big5"))
    body = (await asker.ask("FMTQIK")).body
    assert "市場成交資訊" in body.decode("cp950")
    with pytest.raises(UnicodeDecodeError):
        body.decode()


async def test_a_world_of_bars_states_changes_from_the_close_before() -> None:
    """The first bar of a stock has no reference."""
    rows = [
        ("2330", "2025-01-22", "1140", "1150", "1135", "1135", "42960405"),
        ("2330", "2025-02-03", "1065", "1075", "1060", "1070", "97946226"),
        ("NONE", "2025-02-03", "1", "1", "1", "1", "1"),
    ]
    world = World.from_bars(rows, {date(2025, 1, 22): Decimal(100), date(2025, 2, 3): Decimal(90)})
    first, second = (world.at(day) for day in sorted(world.days))
    assert [row.change for row in (*first.rows, *second.rows)] == [None, Decimal(-65)]
    assert second.taiex.change == -10

"""`/exdiv`: what took effect lately, what is announced, and what was not looked at."""

from dataclasses import replace
from datetime import date, datetime

from bot.core.clock import TAIPEI
from bot.data.instruments import load_instruments
from bot.market.actions import ActionKind, CorporateAction
from bot.market.bars import Provenance
from bot.market.instruments import Market
from tests.fakes import Table
from tests.market.days import action
from tests.market_fakes import MemoryActions, MemoryHealth
from tests.telling import fault_of, lines_of, text_of, told

PAST = action("2330", date(2026, 11, 17), ActionKind.EX_DIVIDEND, "1000", "995.5", cash="4.5")
OLD = action("2330", date(2026, 9, 16), ActionKind.EX_DIVIDEND, "1000", "995", cash="5")
SPLIT = action("0050", date(2026, 11, 20), ActionKind.SPLIT, "188.65", "47.16")
AHEAD = replace(
    action("2317", date(2026, 12, 8), ActionKind.EX_DIVIDEND, None, None, cash="5.8"),
    provenance=Provenance(
        "Taiwan Stock Exchange", date(2026, 12, 8), datetime(2026, 11, 20, tzinfo=TAIPEI)
    ),
)


def _table(*held: CorporateAction, complete: bool = True, offline: bool = False) -> Table:
    """Return a Banquet that holds these actions."""
    return Table(actions=MemoryActions(list(held), complete), sources=MemoryHealth(offline=offline))


async def test_the_dinner_s_dates() -> None:
    """What is to come stands first; a reference that is only announced is a dash."""
    reply = await _table(PAST, OLD, SPLIT, AHEAD).ask("/exdiv 兆元宴", "zh-TW")
    lines = [line.split() for line in text_of(reply).splitlines()]
    assert lines[0] == ["兆元宴除權息、分割、減資"]
    assert lines[1] == ["未來", "30", "天"]
    assert lines[3] == ["12/8", "2317", "—", "鴻海", "除息", "5.8", "元"]
    assert lines[4] == ["近", "10", "個交易日"]
    assert lines[6] == ["11/17", "2330", "995.5", "台積電", "除息", "4.5", "元"]
    assert len(lines) == 8
    summary = told(reply)["summary"]
    assert (summary["since"], summary["not_fetched"]) == ("2026-11-10", [])
    assert summary["ahead"] == [
        {
            "code": "2317", "name": "鴻海", "session": "2026-12-08", "kind": "ex-dividend",
            "cash": "5.8", "value": None, "previous_close": None, "reference": None,
        }
    ]  # fmt: skip


async def test_the_whole_market_and_one_instrument() -> None:
    """Without a name all are listed, the newest first; with a code its own."""
    table = _table(PAST, SPLIT)
    text = text_of(await table.ask("/exdiv"))
    assert text.index("split 1:4") < text.index("ex-dividend TWD 4.5")
    assert "TPEx publishes no table of days ahead." in text
    one = text_of(await table.ask("/exdiv 0050"))
    assert "split 1:4" in one
    assert "ex-dividend TWD" not in one
    assert "Next 30 days: none known" in one


async def test_tables_that_lack_are_named() -> None:
    """What is shown is not all there may be."""
    text = text_of(await _table(PAST, complete=False).ask("/exdiv 2330"))
    assert "Not all tables are held here: TWSE-listed stocks." in text
    assert "They are being fetched." in text
    offline = text_of(await _table(PAST, complete=False, offline=True).ask("/exdiv 2330"))
    assert "They are being fetched." not in offline


async def test_with_nothing_at_all_it_says_what_is_not_fetched() -> None:
    """No table is no sign that there is no dividend."""
    fault = fault_of(await _table(complete=False).ask("/exdiv 2330"))
    assert "tables of dividends and splits are not held here" in fault.message
    assert "being fetched" in fault.hint
    fault = fault_of(await _table(complete=False, offline=True).ask("/exdiv"))
    assert fault.hint == "They cannot be fetched: this Banquet is offline."
    assert (await _table().ask("/exdiv 2330")).ok


async def test_what_was_announced_later_is_not_known() -> None:
    """A week before the announcement nothing is ahead."""
    table = _table(PAST, AHEAD)
    table.clock.at = datetime(2026, 11, 18, 9, 0, tzinfo=TAIPEI)
    assert told(await table.ask("/exdiv dinner"))["summary"]["ahead"] == []


async def test_many_are_cut_and_counted() -> None:
    """Fifteen rows fit; the rest is a number."""
    many = [replace(PAST, code=code) for code in _codes(20)]
    text = text_of(await _table(*many).ask("/exdiv"))
    assert "and 5 more" in text


def _codes(count: int) -> list[str]:
    """Return the codes of some listed stocks."""
    return [one.code for one in load_instruments() if one.market is Market.TWSE][:count]


async def test_the_buttons_ask_for_the_days() -> None:
    """A press shows the move of the ex-day."""
    assert lines_of(await _table(PAST).ask("/exdiv 2330")) == ["/move 2330 2026-11-17"]

"""`/sources`: how the sources are doing, told to people and to machines."""

from datetime import date, datetime, timedelta

from bot.core.clock import TAIPEI
from bot.core.market_ports import SourceState
from tests.fakes import TODAY, MemoryBars, Table
from tests.market_fakes import MemoryHealth
from tests.telling import text_of, told

AT = datetime(2026, 11, 23, 14, 35, tzinfo=TAIPEI)
WELL = SourceState(
    name="Taiwan Stock Exchange",
    enabled=True,
    healthy=True,
    last_success=AT,
    last_failure=None,
    failure="",
    paused_until=None,
    asked_lately=1,
    allowed=3,
    newest=date(2026, 11, 23),
    rejected={"close_outside_range": 2},
)
ILL = SourceState(
    name="Taipei Exchange",
    enabled=True,
    healthy=False,
    last_success=AT - timedelta(days=3),
    last_failure=AT,
    failure="The source could not be reached.",
    paused_until=TODAY + timedelta(minutes=5),
    asked_lately=0,
    allowed=3,
    newest=date(2026, 11, 20),
)
OFF = SourceState("FinMind", False, False, None, None, "", None, 0, 1, None)


def _table(*states: SourceState, offline: bool = False) -> Table:
    """Return a Banquet whose sources are in these states."""
    return Table(sources=MemoryHealth(list(states), offline=offline))


async def test_a_source_in_order_is_one_short_paragraph() -> None:
    """Its last answer, what was asked of its allowance, and its newest session."""
    text = text_of(await _table(WELL).ask("/sources"))

    assert "Taiwan Stock Exchange: in order" in text
    assert "last answer 14:35 · 1 of 3 requests in 5 s" in text
    assert "newest session 2026-11-23\n" in text
    assert "close_outside_range × 2" in text


async def test_a_source_in_trouble_says_what_happened_and_when_it_is_asked_again() -> None:
    """The cause, the instants in Taipei time, and how far its data is behind."""
    text = text_of(await _table(ILL).ask("/sources", "zh-TW"))

    assert "：異常\n" in text
    for line in (
        "上次失敗 14:35",
        "15:05 後再試",
        "上次回應 2026-11-20 14:35・5 秒內 0／3 次請求",
        "最新資料 2026-11-20，落後 1 個交易日",
    ):
        assert line in text.splitlines()


async def test_sources_that_are_off_stand_in_one_line() -> None:
    """They are named, not described."""
    text = text_of(await _table(WELL, OFF).ask("/sources", "zh-TW"))

    assert "未啟用：FinMind" in text.splitlines()


async def test_offline_is_said_first() -> None:
    """Without connections the answer begins with that."""
    reply = await _table(OFF, offline=True).ask("/sources")

    assert text_of(reply).splitlines()[1].startswith("Offline: ")
    assert told(reply)["summary"]["offline"] is True


async def test_machines_get_every_state() -> None:
    """Instants are ISO texts, days are days, rejected rows are counted by rule."""
    summary = told(await _table(WELL, ILL, OFF).ask("/sources"))["summary"]
    stated = summary["sources"]

    assert isinstance(stated, list)
    assert [(s["enabled"], s["healthy"]) for s in stated] == [
        (True, True), (True, False), (False, False),
    ]  # fmt: skip
    assert stated[0]["last_success"] == AT.isoformat()
    assert stated[0]["rejected"] == {"close_outside_range": 2}
    assert stated[1]["newest"] == "2026-11-20"
    assert stated[1]["failure"] == "The source could not be reached."


async def test_an_empty_store_without_sources_is_answered() -> None:
    """Nothing held and nobody to ask is an answer too."""
    reply = await Table(bars=MemoryBars()).ask("/sources")

    assert reply.ok
    assert "No figures are held here yet." in text_of(reply)

"""`/move` on days when something happened to the shares, with published figures."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.core.clock import TAIPEI
from bot.market.actions import ActionKind, CorporateAction
from bot.market.bars import Bar, Provenance, ReferenceBasis
from tests.fakes import MemoryBars, Table
from tests.market.days import action, bar
from tests.market_fakes import MemoryActions, MemoryHealth
from tests.telling import fault_of, lines_of, text_of, told

EX = date(2025, 9, 16)
DIVIDEND = action("2330", EX, ActionKind.EX_DIVIDEND, "1280", "1275", cash="5")
# 00631L was split 1:22: last traded on 2026-03-24, closed from the 25th to the 30th.
LAST, HALT, RESUMED = date(2026, 3, 24), date(2026, 3, 26), date(2026, 3, 31)
SPLIT = action("00631L", RESUMED, ActionKind.SPLIT, "443.15", "20.14")


def _bar(code: str, session: date, close: str | None, reference: str | None) -> Bar:
    """Make a bar whose reference the exchange published."""
    made = bar(close, reference, session, code=code)
    return replace(made, basis=ReferenceBasis.PUBLISHED) if reference else made


def _table(
    *bars: Bar, held: tuple[CorporateAction, ...] = (), complete: bool = True, offline: bool = False
) -> Table:
    """Return a Banquet that holds these bars and actions."""
    return Table(
        bars=MemoryBars(bars),
        actions=MemoryActions(list(held), complete),
        sources=MemoryHealth(offline=offline),
    )


def _split_days() -> tuple[Bar, ...]:
    """Return 00631L's last day before the split and its first day after it."""
    return (_bar("00631L", LAST, "443.15", "440"), _bar("00631L", RESUMED, "20.5", "20.14"))


async def test_an_ex_dividend_day_says_its_amount() -> None:
    """The dividend, the close before, whose reference it is; and the mark for machines."""
    table = _table(_bar("2330", EX, "1270", "1275"), held=(DIVIDEND,))
    reply = await table.ask("/move 2330 2025-09-16", "zh-TW")
    lines = text_of(reply).splitlines()
    assert "1,270 ▼5（-0.39%）" in lines
    assert "除息 5 元：前收 1,280 → 參考價 1,275" in lines
    assert "參考價 1,275（交易所公布，除息）・跌停價 1,150" in lines
    assert told(reply)["figures"][0]["marks"] == ["ex-dividend"]
    english = text_of(await table.ask("/move 2330 2025-09-16"))
    assert "ex-dividend TWD 5: 1,280 → reference 1,275" in english


async def test_several_bear_their_marks() -> None:
    """In a table the mark stands in the figure of its instrument alone."""
    table = _table(
        _bar("2330", EX, "1270", "1275"), _bar("2317", EX, "200", "200"), held=(DIVIDEND,)
    )
    figures = told(await table.ask("/move 2330 2317 2025-09-16"))["figures"]
    assert [row["marks"] for row in figures] == [["ex-dividend"], []]


@pytest.mark.parametrize(
    ("complete", "line"),
    [
        (True, "“—”: the reference price is not known here (1)."),
        (False, "“—”: the reference price is not here yet; it is fetched (1)."),
    ],
)
async def test_a_row_without_a_reference_says_why(*, complete: bool, line: str) -> None:
    """In a table too a dash has its reason."""
    table = _table(
        _bar("2330", EX, "1270", None), _bar("2317", EX, "200", "200"), complete=complete
    )
    assert line in text_of(await table.ask("/move 2330 2317 2025-09-16")).splitlines()


@pytest.mark.parametrize(
    ("complete", "offline", "line"),
    [
        (True, False, "Reference price not known here, so no change is stated."),
        (False, True, "Reference price not known here, so no change is stated."),
        (
            False,
            False,
            "The reference price is not here yet, so no change is stated; it is fetched.",
        ),
    ],
)
async def test_a_reference_on_its_way_is_waited_for(
    *, complete: bool, offline: bool, line: str
) -> None:
    """Where the day's tables are not held, no percentage is guessed from the close before."""
    table = _table(_bar("2330", EX, "1270", None), complete=complete, offline=offline)
    reply = await table.ask("/move 2330 2025-09-16")
    assert line in text_of(reply).splitlines()
    assert told(reply)["figures"][0]["percent"] is None


async def test_a_published_reference_that_is_the_close_before_is_called_so() -> None:
    """Without an action the exchange's reference is yesterday's close."""
    table = _table(_bar("2330", EX, "1270", "1280"), _bar("2330", date(2025, 9, 15), "1280", None))
    text = text_of(await table.ask("/move 2330 2025-09-16", "zh-TW"))
    assert "參考價 1,280（9/15 收盤）" in text


async def test_a_split_is_said_with_its_ratio_and_is_no_fall() -> None:
    """On the day it trades again: 1 to 22, and the way since is reckoned over it."""
    table = _table(*_split_days(), held=(SPLIT,))
    lines = text_of(await table.ask("/move 00631L 2026-03-31", "zh-TW")).splitlines()
    assert "分割 1:22：前收 443.15 → 參考價 20.14" in lines
    assert "參考價 20.14（交易所公布，分割）・漲停價 24.16" in lines
    text = text_of(await table.ask("/move 00631L 2026-03-24", "zh-TW"))
    assert "至 2026-03-31：20.5（+1.79%，已計入分割、減資）" in text


async def test_over_a_split_that_is_not_known_no_change_is_stated() -> None:
    """A fall by nineteen in twenty may be a split; without the tables nobody can tell."""
    table = _table(*_split_days(), complete=False, offline=True)
    reply = await table.ask("/move 00631L 2026-03-24", "zh-TW")
    text = text_of(reply)
    assert "至 2026-03-31：20.5（期間可能有分割或減資，無法核對，所以不計漲跌）" in text
    assert "-95" not in text
    since = told(reply)["summary"]["since"]
    assert isinstance(since, dict)
    assert (since["percent"], since["total_percent"]) == (None, None)


async def test_dividends_are_put_back_where_all_are_known() -> None:
    """By price it fell; with the dividend it is less."""
    days = (_bar("2330", date(2025, 9, 12), "1260", "1255"), _bar("2330", EX, "1270", "1275"))
    reply = await _table(*days, held=(DIVIDEND,)).ask("/move 2330 2025-09-12", "zh-TW")
    assert "至 2025-09-16：1,270（+0.79%，含息 +1.19%）" in text_of(reply)
    quiet = await _table(*days).ask("/move 2330 2025-09-12", "zh-TW")
    assert "至 2025-09-16：1,270（+0.79%，期間無除權息與分割）" in text_of(quiet)


async def test_a_pause_for_a_split_is_no_missing_data() -> None:
    """While the units are exchanged nothing trades, and that is what is said."""
    table = _table(*_split_days(), held=(SPLIT,))
    reply = await table.ask("/move 00631L 2026-03-26", "zh-TW")
    assert fault_of(reply).message == (
        "元大台灣50正2（00631L）2026-03-26（四）暫停交易：分割 1:22，2026-03-31 恢復買賣。"
    )
    assert "/move 00631L 2026-03-31" in lines_of(reply)


async def test_a_pause_that_has_a_row_says_the_same() -> None:
    """The exchange may list it without prices."""
    halted = replace(_bar("00631L", HALT, None, None), volume=0)
    table = _table(*_split_days(), halted, held=(SPLIT,))
    text = text_of(await table.ask("/move 00631L 2026-03-26"))
    assert "did not trade on 2026-03-26 (Thu): split 1:22, trading again from 2026-03-31." in text
    bare = _table(*_split_days(), halted)
    assert "No trade in this session." in text_of(await bare.ask("/move 00631L 2026-03-26"))


async def test_a_split_is_no_excuse_for_a_day_that_is_not_held() -> None:
    """The close before must be the one that the split is measured from."""
    before = _bar("00631L", LAST, "430", "440")
    reply = await _table(before, held=(SPLIT,)).ask("/move 00631L 2026-03-25")
    assert "are held here" in fault_of(reply).message


async def test_a_pause_is_not_known_ahead_of_its_announcement() -> None:
    """An action of a later day that was not fetched by then explains nothing."""
    table = _table(*_split_days(), held=(SPLIT,))
    table.clock.at = datetime(2026, 3, 27, 18, 0, tzinfo=TAIPEI)
    reply = await table.ask("/move 00631L 2026-03-26")
    assert "are held here" in fault_of(reply).message
    fetched = Provenance("test", RESUMED, datetime(2026, 3, 20, tzinfo=TAIPEI))
    table.actions.held[0] = replace(SPLIT, provenance=fetched)
    reply = await table.ask("/move 00631L 2026-03-26")
    assert "did not trade" in fault_of(reply).message


async def test_a_listing_has_no_limit_for_five_sessions() -> None:
    """4590's first day, 60 to 92.3: no limit, and its mark."""
    first = date(2026, 1, 29)
    table = _table(_bar("4590", first, "92.3", "60"))
    reply = await table.ask("/move 4590 2026-01-29", "zh-TW")
    assert "92.3 ▲32.3（+53.83%）" in text_of(reply)
    assert "掛牌首日，無漲跌幅限制" in text_of(reply)
    assert told(reply)["figures"][0]["marks"] == ["listing"]


@pytest.mark.parametrize(
    ("session", "line"),
    [
        (date(2026, 2, 4), "session 5 of the listing, no daily limit"),
        (date(2026, 2, 5), ""),
    ],
)
async def test_the_first_five_sessions_are_counted(session: date, line: str) -> None:
    """The fifth is named as such; from the sixth on there is nothing to say."""
    text = text_of(await _table(_bar("4590", session, "90", "89")).ask(f"/move 4590 {session}"))
    assert ("no daily limit" in text) is bool(line)
    assert line in text


async def test_who_came_over_from_the_other_exchange_is_not_new() -> None:
    """A stock that traded on the day before its listing keeps its limits."""
    eve, first = date(2026, 1, 28), date(2026, 1, 29)
    table = _table(_bar("4590", first, "92.3", "90"), _bar("4590", eve, "90", "89"))
    text = text_of(await table.ask("/move 4590 2026-01-29"))
    assert "no daily limit" not in text

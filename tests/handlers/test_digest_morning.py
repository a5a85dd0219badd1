"""`/digest morning`: the close before, dated, and what the session brings."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.core.market_ports import Actions
from bot.market.actions import ActionKind
from bot.market.bars import Provenance
from bot.market.instruments import Market
from tests.handlers.digesting import STORY, by_clock, story
from tests.market.days import action
from tests.market_fakes import MemoryActions
from tests.telling import lines_of, text_of

EVE = date(2025, 1, 22)
FETCHED = Provenance("Taiwan Stock Exchange", STORY, datetime(2025, 1, 22, 0, tzinfo=UTC))
DIVIDEND = replace(
    action("2330", STORY, ActionKind.EX_DIVIDEND, "1135", "1130.5", cash="4.5"), provenance=FETCHED
)


async def test_the_close_before_is_dated() -> None:
    """On the story's morning that is the last one of the old lunar year."""
    reply = await story(8, 0).ask("/digest morning", "zh-TW")
    text = text_of(reply)
    assert text.startswith("盤前快報｜2025-02-03（一）\n2025-01-22（三）收盤：\n加權指數 23,525.41")
    assert "22,694" not in text
    assert "今日 AI 名單與兆元宴無除權息等。" in text
    assert reply.summary["kind"] == "morning"
    assert reply.summary["session"] == STORY
    assert reply.summary["before"] == EVE
    assert {figure.date for figure in reply.figures} == {EVE}
    assert lines_of(reply)[0] == "/dinnerlist 2025-01-22"


async def test_the_ex_days_of_today_are_told() -> None:
    """With what is paid; a dividend of another stock is none of ours."""
    held = [DIVIDEND, replace(DIVIDEND, code="1101"), replace(DIVIDEND, code="2317", session=EVE)]
    text = text_of(
        await replace(story(8, 0), actions=MemoryActions(held)).ask("/digest 盤前", "zh-TW")
    )
    assert "今日除權息等：台積電 除息 4.5 元\n" in text
    assert "鴻海" not in text


class _Announced(MemoryActions):
    """Only what TWSE announced the session before was fetched, and TPEx's own tables."""

    async def known(self, market: Market, first: date, last: date) -> bool:
        """Tell so."""
        assert first <= last
        return market is Market.TPEX

    async def announced(self, day: date) -> bool:
        """Tell so."""
        return day == EVE


@pytest.mark.parametrize(
    ("actions", "gaps"),
    [(MemoryActions(), []), (_Announced(), []), (MemoryActions(complete=False), ["actions"])],
)
async def test_no_ex_days_are_told_only_where_that_is_known(
    actions: MemoryActions, gaps: list[str]
) -> None:
    """Otherwise they are named as missing."""
    _: Actions = actions
    reply = await replace(story(8, 0), actions=actions).ask("/digest morning", "zh-TW")
    assert reply.summary["gaps"] == gaps
    assert ("無除權息" in text_of(reply)) == (not gaps)


@pytest.mark.parametrize(
    ("day", "hour", "told"),
    [(STORY, 15, "2025-02-04"), (date(2025, 2, 1), 12, "2025-02-03"), (STORY, 7, "2025-02-03")],
)
async def test_without_a_day_it_is_the_session_to_come(day: date, hour: int, told: str) -> None:
    """Today before the close, else the next one."""
    text = text_of(await story(hour, 0, day).ask("/digest morning", "zh-TW"))
    assert text.startswith(f"盤前快報｜{told}")


async def test_the_clocks_morning_states_nothing_of_its_own_session() -> None:
    """Also when it is laid out again in the afternoon."""
    morning = await by_clock(story(7, 30), "/digest morning", STORY)
    afternoon = await by_clock(story(15, 0), "/digest morning", STORY)
    assert text_of(morning) == text_of(afternoon)


async def test_a_close_that_lacks_is_no_other_close() -> None:
    """The index of the session before is not held: that is said, and no older one is told."""
    one = story(7, 30)
    one.bars.rows = {key: bar for key, bar in one.bars.rows.items() if key[0] < EVE}
    one.__post_init__()
    refused = await by_clock(one, "/digest morning", STORY)
    assert refused.fault
    reply = await by_clock(one, "/digest morning", STORY, final=True)
    assert reply.summary["gaps"] == ["taiex", "dinner"]
    assert not reply.figures
    assert "缺：加權指數、部分兆元宴個股" in text_of(reply)

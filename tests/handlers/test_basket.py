"""`/basket`: the AI names and the dinner by group."""

from datetime import date

import pytest

from bot.core.replies import Details
from bot.data.ai import load_ai
from tests.fakes import Table
from tests.handlers.whole_market import replayed
from tests.telling import fault_of, text_of, told


@pytest.mark.parametrize("line", ["/basket ai", "/basket show ai", "名單 ai", "/basket AI名單"])
async def test_the_word_show_may_be_left_out(line: str) -> None:
    """All of them show the list."""
    reply = await Table().ask(f"{line.replace('AI名單', 'ai')} 2025-02-03", "zh-TW")
    text = text_of(reply)
    assert "AI 名單 54 檔，2025-02-03" in text
    assert "晶圓與封測" in text
    assert "緯創：AI 伺服器與運算板代工" in text


async def test_unknown_members_are_counted_and_not_zero() -> None:
    """The archive holds twelve companies; the others show as unknown."""
    answer = told(await Table().ask("/basket ai 2025-02-03"))
    assert answer["summary"]["unknown"] == 42
    assert {figure["date"] for figure in answer["figures"]} == {date(2025, 2, 3).isoformat()}


async def test_the_dinner_is_a_basket_too() -> None:
    """With the note on where its list is from."""
    text = text_of(await Table().ask("/basket dinner 2025-02-03", "zh-TW"))
    assert "代工／伺服器" in text


async def test_an_unknown_basket_is_refused_with_those_that_exist() -> None:
    """A wrong name changes nothing."""
    assert fault_of(await Table().ask("/basket nosuch 2025-02-03")).kind == "asker"


async def test_what_is_not_held_is_named_once_and_stated_as_unknown() -> None:
    """No row of dashes; machines find every member of the list."""
    reply = await Table().ask("/basket ai 2025-02-03", "zh-TW")
    assert "這裡沒有該日資料：聯電、" in text_of(reply)
    assert [figure.code for figure in reply.figures] == list(load_ai().editions[0].codes)
    assert sum(figure.close is None for figure in reply.figures) == 42


async def test_a_session_before_the_list_is_answered_and_it_is_said() -> None:
    """The list is for look-ups of any day, with its own date."""
    earlier = text_of(await replayed().ask("/basket ai 2024-12-31", "zh-TW"))
    later = text_of(await replayed().ask("/basket ai 2025-02-03", "zh-TW"))
    assert "名單（2025-01-02）" in earlier
    assert "名單訂於這個交易日之後" in earlier
    assert "名單訂於這個交易日之後" not in later


async def test_the_reasons_are_folded_away_with_their_source() -> None:
    """In the reader's language."""
    reply = await Table().ask("/basket 2025-02-03")
    (details,) = [block for block in reply.blocks if isinstance(block, Details)]
    assert len(details.lines) == 55
    assert details.lines[0][0].text.startswith("TSMC: Foundry")
    assert "annual reports" in details.lines[-1][0].text

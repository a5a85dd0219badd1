"""`/basket`: the AI names and the dinner by group."""

from datetime import date

import pytest

from tests.fakes import Table
from tests.telling import fault_of, text_of, told


@pytest.mark.parametrize("line", ["/basket ai", "/basket show ai", "名單 ai", "/basket AI名單"])
async def test_the_word_show_may_be_left_out(line: str) -> None:
    """All of them show the list."""
    reply = await Table().ask(f"{line.replace('AI名單', 'ai')} 2025-02-03", "zh-TW")
    text = text_of(reply)
    assert "AI 名單分組，2025-02-03" in text
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

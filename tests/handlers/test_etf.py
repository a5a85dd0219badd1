"""`/etf`: the year's returns of ETFs, over dividends and splits, or none at all."""

from datetime import date
from decimal import Decimal

import pytest

from bot.market.actions import ActionKind, CorporateAction
from bot.market.bars import Provenance
from bot.market.instruments import Market
from tests.fakes import Table
from tests.handlers.whole_market import NEW_YEARS_EVE, PANIC, market_on, panic, table_of
from tests.market_fakes import MemoryHealth
from tests.telling import fault_of, lines_of, text_of, told

LINE = "/etf 2025-04-07"
BEGAN = {"0050": ("200", "200"), "0052": ("80", "80"), "00891": ("45", "45")}
"""Closes of the year before; every ETF of the panic but 0050 closed at 90."""


def _table() -> Table:
    """Return a Banquet that holds the panic and the last session of the year before."""
    return table_of(*panic(), *market_on(NEW_YEARS_EVE, BEGAN, others=("180", "180")))


def _action(code: str, kind: ActionKind, previous: str, reference: str) -> CorporateAction:
    """Make an action of February."""
    day = date(2025, 2, 20)
    known = (Decimal(previous), Decimal(reference))
    where = Provenance("Taiwan Stock Exchange", day)
    return CorporateAction(code, day, kind, *known, None, None, None, None, None, where)


def _returns(answer: object) -> dict[str, str | None]:
    """Return the stated returns by code."""
    assert isinstance(answer, list)
    return {row["code"]: row["percent"] for row in answer}


def _rows(text: str) -> list[str]:
    """Return a text's lines with single spaces."""
    return [" ".join(line.split()) for line in text.splitlines()]


async def test_etfs_are_ranked_by_the_year() -> None:
    """The return is from the last close of the year before; the day's move stands beside it."""
    answer = told(await _table().ask(LINE, "zh-TW"))
    first = _returns(answer["summary"]["year_to_date"])

    assert answer["title"] == "ETF 當年以來報酬，至 2025-04-07（一）"
    assert list(first.items())[:2] == [("00891", "+100.00"), ("0052", "+12.50")]
    assert "自 2024-12-31 收盤起算，含息。" in answer["text"]
    assert "00891 +100.00% -10.00% 中信關鍵半導體" in _rows(answer["text"])
    assert len(answer["text"]) <= 900


async def test_a_split_is_counted() -> None:
    """One old share became four: the price fell, the holder did not lose three quarters."""
    table = _table()
    table.actions.held.append(_action("0050", ActionKind.SPLIT, "200", "50"))
    table.actions.held.append(_action("0052", ActionKind.EX_DIVIDEND, "100", "90"))
    returns = _returns(told(await table.ask(f"{LINE} 3"))["summary"]["year_to_date"])

    assert returns == {"0050": "+215.00", "00891": "+100.00", "0052": "+25.00"}


async def test_an_action_without_figures_leaves_the_return_unknown() -> None:
    """Across a split whose ratio is not known no return is stated."""
    table = _table()
    split = _action("00891", ActionKind.SPLIT, "200", "50")
    table.actions.held.append(
        CorporateAction(
            "00891", split.session, split.kind, None, None, None, None, None, None, None,
            split.provenance,
        )
    )  # fmt: skip
    answer = told(await table.ask("/etf 關鍵半導體 2025-04-07", "zh-TW"))

    assert _returns(answer["summary"]["year_to_date"]) == {"00891": None}
    assert "00891 — -10.00% 中信關鍵半導體" in _rows(answer["text"])
    assert "1 檔無報酬" in answer["text"]


async def test_without_the_tables_no_return_is_guessed() -> None:
    """Where dividends and splits were not all fetched, the answer says so."""
    table = _table()
    table.actions.complete = False
    reply = await table.ask(LINE)

    assert "dividends and splits" in fault_of(reply).message
    assert lines_of(reply) == [LINE, "/movers 2025-04-07"]


@pytest.mark.parametrize("on_the_way", [True, False])
async def test_without_the_years_beginning_it_is_said(on_the_way: bool) -> None:  # noqa: FBT001 - a case
    """The closes of the year before may be on their way."""
    table = Table(bars=table_of(*panic()).bars, sources=MemoryHealth())
    if on_the_way:
        table.sources.on_the_way.add((NEW_YEARS_EVE, Market.TWSE))
    message = fault_of(await table.ask(LINE)).message

    assert "2024-12-31 (Tue)" in message
    assert ("being fetched" in message) is on_the_way


async def test_a_theme_is_a_word_of_the_names() -> None:
    """Only ETFs with the word are ranked, and another theme is one press away."""
    reply = await _table().ask("/etf 半導體 2025-04-07", "zh-TW")

    assert reply.title == "「半導體」ETF 當年以來報酬，至 2025-04-07（一）"
    assert all("半導體" in figure.name for figure in reply.figures)
    assert "/etf AI 2025-04-07" in lines_of(reply)


async def test_a_theme_that_no_etf_has_is_refused() -> None:
    """What ETFs are often called is offered."""
    reply = await _table().ask("/etf 量子泡泡", "zh-TW")

    assert fault_of(reply).message == "沒有名稱含「量子泡泡」的 ETF。"
    assert "/etf 半導體" in lines_of(reply)


async def test_movers_takes_etf_as_an_order() -> None:
    """The same ranking under the general command; an industry is no part of it."""
    text = text_of(await _table().ask("/movers etf 2025-04-07"))

    assert any(row.startswith("00891 +100.00%") for row in _rows(text))
    assert not (await _table().ask("/movers etf 半導體業 2025-04-07")).ok


async def test_in_the_year_of_a_later_close_the_session_asked_for_counts() -> None:
    """A session of last year is measured from the year before it."""
    assert PANIC.year == 2025
    table = _table()
    table.clock.at = table.clock.at.replace(year=2027, month=2, day=1)
    answer = told(await table.ask(LINE))

    assert answer["summary"]["base"] == "2024-12-31"

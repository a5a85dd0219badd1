"""Parts of the market, named choices and days of a range, through a registry of the test's own."""

from typing import Annotated, Literal

import pytest

from bot.core.core import Core
from bot.core.principals import Principal
from bot.core.registry import Registry
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.core.values import AnyDay, Names
from bot.data.instruments import load_instruments
from bot.market.industries import INDUSTRIES
from bot.market.scopes import Scope
from tests.fakes import PRIVATE, FakeClock, parts
from tests.telling import fault_of, labels_of, lines_of

OWN = Registry()
FEE = Names({"gross": ("before costs", "毛額"), "net": ("after costs", "淨額", "net")})


@OWN.command("part")
async def part(group: Annotated[Scope, "which part"]) -> Reply:
    """Take a part of the market."""
    return Reply(group.word)


@OWN.command("fee")
async def fee(form: Annotated[Literal["gross", "net"], "which", FEE]) -> Reply:
    """Take a choice with names."""
    return Reply(form)


@OWN.command("since")
async def since(day: Annotated[AnyDay, "the first day"]) -> Reply:
    """Take a day."""
    return Reply(day.isoformat())


def _core() -> Core:
    """Return a core of these commands."""
    clock = FakeClock()
    return Core(parts(OWN, clock))


async def _ask(line: str, language: str = "en") -> Reply:
    """Ask in private."""
    at = FakeClock().now()
    request = Request(PRIVATE, Principal("console", 0), line, at, addressed=True, speak=language)
    reply = await _core().answer(request)
    assert reply is not None
    return reply


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("上市", "上市"),
        ("TWSE", "上市"),
        ("otc", "上櫃"),
        ("dinner", "dinner"),
        ("兆元宴", "dinner"),
        ("半導體業", "半導體業"),
        ("半導體", "半導體業"),
        ("semi", "半導體業"),
        ("Electronic Parts and Components", "電子零組件業"),
        ("電腦", "電腦及週邊設備業"),
    ],
)
async def test_reads_a_part_of_the_market(typed: str, word: str) -> None:
    """Exchanges, baskets and industries go by every name they have, and by a clear beginning."""
    assert (await _ask(f"/part {typed}")).title == word


async def test_offers_what_begins_alike() -> None:
    """電子 begins two industries; neither is guessed."""
    reply = await _ask("/part 電子", "zh-TW")

    assert fault_of(reply).kind == "asker"
    assert lines_of(reply) == ["/part 電子零組件業", "/part 電子通路業"]


@pytest.mark.parametrize("line", ["/part qq", "/part"])
async def test_an_unknown_or_missing_part_is_refused_with_some_that_exist(line: str) -> None:
    """The exchanges come first."""
    reply = await _ask(line)

    assert fault_of(reply).kind == "asker"
    assert lines_of(reply)[:3] == ["/part 上市", "/part 上櫃", "/part dinner"]


def test_every_industry_of_the_list_has_a_name() -> None:
    """The instruments' industries are those that can be asked for."""
    held = {one.industry for one in load_instruments() if one.industry}

    assert held == set(INDUSTRIES)


def test_parts_are_completed_in_both_languages() -> None:
    """Discord shows what fits, in the language of the reader."""
    core = _core()

    assert [c.label for c in core.complete("part", "group", "Semi", "en")] == ["Semiconductor"]
    assert [c.value for c in core.complete("part", "group", "半導", "zh-TW")] == ["半導體業"]
    assert 0 < len(core.complete("part", "group", "", "en")) <= 25


@pytest.mark.parametrize(
    ("typed", "word"), [("net", "net"), ("淨額", "net"), ("毛額", "gross"), ("before", "gross")]
)
async def test_a_choice_is_read_by_all_its_names(typed: str, word: str) -> None:
    """Names hold in every language, and a part of one label is certain."""
    assert (await _ask(f"/fee {typed}")).title == word


async def test_a_choice_is_offered_by_its_label() -> None:
    """What is shown is the label, what is pressed is the word."""
    reply = await _ask("/fee nothing")

    assert labels_of(reply) == ["before costs", "after costs"]
    assert lines_of(reply) == ["/fee gross", "/fee net"]


@pytest.mark.parametrize("typed", ["2025-01-01", "114/1/1", "2025/1/1"])
async def test_a_range_may_begin_on_a_holiday(typed: str) -> None:
    """New Year's Day is no session and bounds a range all the same."""
    assert (await _ask(f"/since {typed}")).title == "2025-01-01"


@pytest.mark.parametrize(
    "line", ["/since 2027-01-01", "/since tomorrow-ish", "/since", "/since 2/30"]
)
async def test_a_day_that_has_not_come_or_is_none_is_refused(line: str) -> None:
    """The forms of a date are the way out."""
    fault = fault_of(await _ask(line))

    assert fault.kind == "asker"
    assert "2026-11-23" in fault.hint

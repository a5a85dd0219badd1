"""Kinds of values that commands may declare, through a registry of the test's own."""

from typing import Annotated

import pytest

from bot.core.core import Core
from bot.core.principals import Access, Principal
from bot.core.registry import Registry
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.core.values import BasketName, Range, Rest
from bot.market.periods import Period
from tests.fakes import PRIVATE, FakeClock, parts
from tests.telling import fault_of, lines_of

OWN = Registry()


@OWN.command("top")
async def top(
    count: Annotated[int, Range(1, 12), "how many"],
    basket: Annotated[BasketName, "which basket"],
) -> Reply:
    """Take a number and a basket."""
    return Reply(f"{count} {basket}")


@OWN.command("note")
async def note(text: Annotated[Rest, "what to keep"]) -> Reply:
    """Take the rest of the line."""
    return Reply(text)


@OWN.command("month")
async def month(period: Annotated[Period, "which month"]) -> Reply:
    """Take a month that must be given."""
    return Reply(f"{period.first} {period.last}")


@OWN.command("stop", access=Access.OWNER)
async def stop() -> Reply:
    """Stop everything, which only owners may."""
    return Reply("stopped")


def _core() -> Core:
    """Return a core of these commands, with one owner."""
    clock = FakeClock()
    return Core(parts(OWN, clock, ("console:1",)))


async def _ask(line: str, asker: int = 0) -> Reply:
    """Ask in English, in private."""
    core, principal = _core(), Principal("console", asker)
    request = Request(PRIVATE, principal, line, FakeClock().now(), addressed=True, speak="en")
    reply = await core.answer(request)
    assert reply is not None
    return reply


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("/top 3 dinner", "3 dinner"),
        ("/top dinner １２", "12 dinner"),
        ("/top 1 兆元宴", "1 dinner"),
        ("/note buy nothing, sell nothing", "buy nothing sell nothing"),
        ("/month 2025-02", "2025-02-01 2025-02-28"),
        ("/month 2024年2月", "2024-02-01 2024-02-29"),
        ("/month last month", "2026-10-01 2026-10-31"),
        ("/month 2025", "2025-01-01 2025-12-31"),
    ],
)
async def test_values_are_read(line: str, title: str) -> None:
    """Numbers, baskets, months and free text reach the handler typed."""
    reply = await _ask(line)
    assert (reply.title, reply.fault) == (title, None)


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("/top 0 dinner", "“0” does not fit here.", "A whole number from 1 to 12."),
        ("/top 13 dinner", "“13” does not fit here.", "A whole number from 1 to 12."),
        ("/top dinner -3", "“-3” does not fit here.", "A whole number from 1 to 12."),
        ("/top dinner", "Which number?", "A whole number from 1 to 12."),
        ("/top 3 nothing", "There is no basket “nothing”.", "These exist:"),
        ("/top 3", "Which basket?", "These exist:"),
        ("/note", "Something is missing at the end of this line.", "/help note shows how."),
        ("/month", "Which month?", "Add a month, for example /month 2026-11"),
        ("/month 13月", "“13月” is no month.", "Write it like 2025-02, 2月 or 114/02."),
        (
            "/stop",
            "Only the owners of this Banquet can do that, in a private chat.",
            "/help lists what everyone can ask.",
        ),
    ],
)
async def test_what_does_not_fit_is_explained(line: str, message: str, hint: str) -> None:
    """Bounds, names and forms are said where something else was typed."""
    fault = fault_of(await _ask(line))
    assert (fault.kind, fault.message, fault.hint) == ("asker", message, hint)


@pytest.mark.parametrize("line", ["/top 3 nothing", "/top 3"])
async def test_a_basket_is_a_press_away(line: str) -> None:
    """The offered line keeps the number beside the basket."""
    assert lines_of(await _ask(line)) == ["/top 3 dinner", "/top 3 ai"]


async def test_an_owner_may() -> None:
    """The owner of the configuration is let in."""
    assert (await _ask("/stop", asker=1)).title == "stopped"


@pytest.mark.parametrize("line", ["/stp", "/stopp", "/xtop"])
async def test_owners_commands_are_not_suggested(line: str) -> None:
    """What only owners may is offered to nobody."""
    assert "/stop" not in lines_of(await _ask(line))


@pytest.mark.parametrize(
    ("parameter", "typed", "values"),
    [("basket", "din", ["dinner"]), ("basket", "x", []), ("count", "1", [])],
)
def test_completion_of_baskets(parameter: str, typed: str, values: list[str]) -> None:
    """Baskets complete by name; numbers are typed."""
    assert [c.value for c in _core().complete("top", parameter, typed, "en")] == values

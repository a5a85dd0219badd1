"""An instrument or a basket in one parameter, and a bound on how many, in a registry of our own."""

from typing import Annotated

import pytest

from bot.core.core import Core
from bot.core.principals import Principal
from bot.core.registry import Registry
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.core.values import AtMost, SessionDate, Subject
from bot.market.instruments import Instrument
from tests.fakes import PRIVATE, FakeClock, parts
from tests.telling import fault_of, lines_of

OWN = Registry()


@OWN.command("way")
async def way(
    subject: Annotated[Subject, "which one"], day: Annotated[SessionDate | None, "when"] = None
) -> Reply:
    """Take an instrument or a basket."""
    named = subject.instrument.code if subject.instrument else subject.basket
    return Reply(f"{named} {day or ''}".strip())


@OWN.command("few")
async def few(those: Annotated[tuple[Instrument, ...], "which ones", AtMost(2)]) -> Reply:
    """Take at most two."""
    return Reply(" ".join(one.code for one in those))


def _core() -> Core:
    """Return a core of these commands."""
    clock = FakeClock()
    return Core(parts(OWN, clock))


async def _ask(line: str) -> Reply:
    """Ask in private."""
    at = FakeClock().now()
    request = Request(PRIVATE, Principal("console", 0), line, at, addressed=True, speak="en")
    reply = await _core().answer(request)
    assert reply is not None
    return reply


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("/way dinner", "dinner"),
        ("/way 兆元宴 2025-02-03", "dinner 2025-02-03"),
        ("/way 台積電 2/3", "2330 2026-02-03"),
        ("/way 2025-02-03 Hon Hai", "2317 2025-02-03"),
    ],
)
async def test_reads_either(line: str, title: str) -> None:
    """A basket goes by its name or title, an instrument by code or name, in any order."""
    assert (await _ask(line)).title == title


@pytest.mark.parametrize(
    ("line", "offered"),
    [("/way", "/way dinner"), ("/way 台雞電", "/way dinner"), ("/way 台雞電", "/way 2330")],
)
async def test_refusals_offer_both(line: str, offered: str) -> None:
    """What looks like the word is offered, and the baskets beside it."""
    reply = await _ask(line)

    assert fault_of(reply).kind == "asker"
    assert offered in lines_of(reply)


def test_both_are_completed() -> None:
    """A basket comes before the instruments, and there are at most 25."""
    core = _core()

    assert [c.value for c in core.complete("way", "subject", "兆元", "zh-TW")] == ["dinner"]
    assert "2330" in [c.value for c in core.complete("way", "subject", "tsmc", "en")]
    whole = core.complete("way", "subject", "", "en")
    assert whole[0].value == "dinner"
    assert len(whole) == 25


async def test_a_bound_of_its_own_is_kept() -> None:
    """The third of two is refused with the line of the first two."""
    assert (await _ask("/few 2330 2317")).title == "2330 2317"
    reply = await _ask("/few 2330 2317 2382")

    assert fault_of(reply).message == "At most 2 instruments fit in one answer."
    assert lines_of(reply) == ["/few 2330 2317"]

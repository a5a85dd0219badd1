"""Codes, names and dates as people type them, in a line and apart."""

from datetime import datetime

import pytest

from bot.core.clock import TAIPEI
from bot.core.principals import Principal
from bot.core.replies import Reply
from bot.core.requests import Named, Request
from tests.fakes import PRIVATE, Table
from tests.telling import fault_of, labels_of, lines_of, text_of, told

SPRING = datetime(2025, 2, 10, 15, 0, tzinfo=TAIPEI)
"""An afternoon on which 2/3 is a week ago."""


def _spring() -> Table:
    """Return a Banquet of that afternoon."""
    table = Table()
    table.clock.at = SPRING
    return table


async def _named(table: Table, command: str, **values: str) -> Reply:
    """Ask with the values apart, as a form does."""
    named = Named(command, values)
    request = Request(PRIVATE, Principal("web", 0), "", table.clock.now(), named=named, speak="en")
    reply = await table.core.answer(request)
    assert reply is not None
    return reply


@pytest.mark.parametrize(
    "line",
    [
        "/move 2330 2025-02-03",
        "/move 2330 0203",
        "/move 2330 2/3",
        "/move 2330 02/03",
        "/move 2330 20250203",
        "/move 2330 2025/2/3",
        "/move 2330 114/02/03",
        "/move 2330 1140203",
        "/move 2330 2月3日",
        "/move 2330 開紅盤",
        "/move 2330,2/3",
        "/move ２３３０、２／３",
        "/MOVE 2330 2/3",
        "／move 2330 2/3",
        "/漲跌 台積電 2/3",
        "2330 2/3",
        "2/3 2330",
        "２３３０ 2/3",
        "台積電 開紅盤",
        "tsmc 開紅盤",
        "TSMC 2025-02-03",
        "2330.TW 2/3",
        "/move 2330 2330 2/3",
    ],
)
async def test_all_these_ask_the_same(line: str) -> None:
    """Code, name, width, order and separators do not change what is asked."""
    answer = told(await _spring().ask(line))
    assert [(row["code"], row["date"]) for row in answer["figures"]] == [("2330", "2025-02-03")]
    assert answer["command"] == "move"


async def test_a_name_may_have_two_words() -> None:
    """The longest run of words that is a name wins."""
    figures = told(await Table().ask("Hon Hai 2025-02-03"))["figures"]
    assert [row["code"] for row in figures] == ["2317"]


async def test_a_name_of_two_words_may_follow_another() -> None:
    """Words are not torn apart where several instruments stand in a row."""
    figures = told(await Table().ask("/move TSMC Hon Hai 2025-02-03"))["figures"]
    assert [row["code"] for row in figures] == ["2330", "2317"]


@pytest.mark.parametrize(
    ("language", "note", "label"),
    [
        (
            "en",
            "1216 was read as the instrument Uni-President. For the day, press 2025-12-16 (Tue).",
            "2025-12-16 (Tue)",
        ),
        ("zh-TW", "1216 當成個股「統一」；要問那一天，請按 2025-12-16（二）。", "2025-12-16（二）"),
    ],
)
async def test_a_listed_code_wins_over_a_day(language: str, note: str, label: str) -> None:
    """1216 is a company; the answer says so and offers the day."""
    reply = await Table().ask("/move 2330 1216", language)
    assert [row["code"] for row in told(reply)["figures"]] == ["2330", "1216"]
    assert note in text_of(reply)
    assert (labels_of(reply)[-1], lines_of(reply)[-1]) == (label, "/move 2330 2025-12-16")


@pytest.mark.parametrize("line", ["/move 1216 2330", "/move 2330 1216 2025-02-03", "/move 2330"])
async def test_no_doubt_where_only_one_reading_is_left(line: str) -> None:
    """The first code, and a code beside a date, leave nothing to ask."""
    assert "was read as" not in text_of(await Table().ask(line))


async def test_a_code_of_a_day_to_come_leaves_no_doubt() -> None:
    """A day that is no known session is not offered."""
    assert "was read as" not in text_of(await Table().ask("/move 2330 1232"))


@pytest.mark.parametrize("line", ["/move 2330 2/4", "/move 2330 2026-02-03", "/index 2025-07-01"])
async def test_a_typed_date_is_never_replaced(line: str) -> None:
    """Where nothing is held of that day nothing of another day is shown."""
    reply = await Table().ask(line)
    assert fault_of(reply).kind == "asker"
    assert reply.figures == ()
    assert lines_of(reply)


async def test_the_default_needs_half_of_the_instruments() -> None:
    """Without a date several instruments take the latest session that holds half of them."""
    reply = await Table().ask("/move 2357 2377 2330 1216")
    assert {row["date"] for row in told(reply)["figures"]} == {"2025-02-04"}
    assert "Latest figures held: 2025-02-04, 657 days ago." in text_of(reply)


async def test_values_apart_are_read_as_a_line_is() -> None:
    """A form's values give the same answer as the line."""
    table = Table()
    apart = await _named(table, "move", instruments="2330 2317", day="2025-02-03")
    assert apart == await table.ask("/move 2330 2317 2025-02-03")


async def test_a_code_apart_is_never_a_date() -> None:
    """In the field of the day 1216 is the day."""
    reply = await _named(Table(), "move", instruments="2330", day="1216")
    assert "2025-12-16 (Tue)" in fault_of(reply).message


async def test_a_refusal_of_values_apart_keeps_the_others() -> None:
    """The neighbours of a closed day are offered with the instruments beside them."""
    table = Table()
    reply = await _named(table, "move", instruments="2330 2317", day="2025-02-01")
    assert lines_of(reply) == ["/move 2330 2317 2025-01-22", "/move 2330 2317 2025-02-03"]
    reply = await _named(table, "move", day="2025-02-03")
    assert lines_of(reply)[0] == "/move 2330 2025-02-03"


async def test_a_form_of_no_command_is_refused() -> None:
    """A name nobody declared is answered like a mistyped one."""
    reply = await _named(Table(), "mvoe", instruments="2330")
    assert lines_of(reply)[0] == "/move 2330"


@pytest.mark.parametrize("text", ["", "   ", " , 、"])
async def test_nothing_is_no_question(text: str) -> None:
    """A line without a word gets no answer."""
    table = Table()
    request = Request(PRIVATE, Principal("web", 0), text, table.clock.now(), addressed=True)
    assert await table.core.answer(request) is None

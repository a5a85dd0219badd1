"""What the asker can mend is said in a sentence, with lines that work."""

import pytest

from tests.fakes import Table
from tests.telling import fault_of, labels_of, lines_of

TWELVE = "2330 2317 2382 2356 6669 3711 2376 3515 2353 4938 2377 2357"
LONG = "A" * 300

# The line, what is said in English, what is said in Chinese.
REFUSED = (
    ("/move", "Which instrument?", "要查哪一檔？"),
    ("/move 2025-02-03", "Which instrument?", "要查哪一檔？"),
    (
        "/move 9999",
        "There is no listed or OTC instrument “9999”.",
        "找不到上市櫃個股或 ETF「9999」。",
    ),
    ("/move nanya", "“nanya” can be several instruments.", "「nanya」可能是好幾檔。"),
    (
        f"/move {LONG}",
        f"There is no listed or OTC instrument “{'A' * 39}…”.",
        f"找不到上市櫃個股或 ETF「{'A' * 39}…」。",
    ),
    (
        "/move <b>x</b>",
        "There is no listed or OTC instrument “<b>x</b>”.",
        "找不到上市櫃個股或 ETF「<b>x</b>」。",
    ),
    (
        "/move \u202eevil\u202c\x00",
        "There is no listed or OTC instrument “evil”.",
        "找不到上市櫃個股或 ETF「evil」。",
    ),
    (
        "/move 2330 2025-02-03 2025-02-04",
        "There are two dates in this line; one session is answered at a time.",
        "這一行有兩個日期，一次只能問一個交易日。",
    ),
    (
        f"/move {TWELVE} 2454",
        "At most 12 instruments fit in one answer.",
        "一次最多查 12 檔。",
    ),
    ("/move 2330 2026-12-01", "2026-12-01 (Tue) has not come yet.", "2026-12-01（二）還沒到。"),
    ("/move 2330 2/30", "There is no such day as 2/30.", "沒有 2/30 這一天。"),
    ("/move 2330 115/02/29", "There is no such day as 115/02/29.", "沒有 115/02/29 這一天。"),
    ("/move 2330 0230", "There is no such day as 0230.", "沒有 0230 這一天。"),
    (
        "/move 2330 2030-01-01",
        "The trading calendar here reaches from 2015-01-01 to 2027-12-31.",
        "這裡的交易日曆只到 2015-01-01～2027-12-31。",
    ),
    (
        "/move 2330 1999-01-04",
        "The trading calendar here reaches from 2015-01-01 to 2027-12-31.",
        "這裡的交易日曆只到 2015-01-01～2027-12-31。",
    ),
    (
        "/move 2330 2020-03-03",
        "2020-03-03 (Tue) is before the archive, which begins on 2024-12-09.",
        "2020-03-03（二）早於這裡最早的資料（2024-12-09）。",
    ),
    (
        "/move 2330 2025-06-10",
        "No figures of TSMC (2330) for 2025-06-10 (Tue) are held here.",
        "這裡沒有台積電（2330）在 2025-06-10（二）的資料。",
    ),
    (
        "/move 1216",
        "No figures of Uni-President (1216) are held here.",
        "這裡沒有統一（1216）的資料。",
    ),
    ("/dinnerlist 第9場", "There was no dinner “第9場”.", "沒有「第9場」這一場兆元宴。"),
    (
        "/dinnerlist 2025-02-03 2020-01-01",
        "There was no dinner “2020-01-01”.",
        "沒有「2020-01-01」這一場兆元宴。",
    ),
    (
        "/dinnerlist 2024-05-02",
        "No dinner had taken place by 2024-05-02 (Thu).",
        "到 2024-05-02（四）為止還沒有兆元宴。",
    ),
    ("/index 2025-02-03 x", "“x” is more than this line takes.", "「x」是多出來的字。"),
    ("/lang fr", "“fr” is none of the choices.", "「fr」不在選項裡。"),
    ("/lang", "Choose one:", "請選一個："),
    ("/help nothing", "There is no command “nothing”.", "沒有「nothing」這個指令。"),
    ("/calendar x", "“x” is no month.", "「x」不是月份。"),
    ("/calendar 2025-13", "“2025-13” is no month.", "「2025-13」不是月份。"),
    (
        "/calendar 2031",
        "The trading calendar here reaches from 2015-01-01 to 2027-12-31.",
        "這裡的交易日曆只到 2015-01-01～2027-12-31。",
    ),
    ("/mvoe 2330", "I do not understand “/mvoe”.", "看不懂「/mvoe」。"),
    ("/xyzzy", "I do not understand “/xyzzy”.", "看不懂「/xyzzy」。"),
    ("you there", "I do not understand “you there”.", "看不懂「you there」。"),
)
CLOSED = (
    ("2025-02-01", "Weekend", "週末", ["2025-01-22", "2025-02-03"]),
    ("2025-01-28", "Lunar New Year", "農曆春節", ["2025-01-22", "2025-02-03"]),
    ("2024-10-31", "Typhoon Kong-rey", "颱風（康芮）", ["2024-10-30", "2024-11-01"]),
    (
        "2026-02-12",
        "Settlement only, no trading",
        "農曆年前只辦交割、不交易",
        ["2026-02-11", "2026-02-23"],
    ),
)


@pytest.mark.parametrize(("line", "english", "chinese"), REFUSED)
async def test_each_mistake_has_its_sentence(line: str, english: str, chinese: str) -> None:
    """The sentence stands in the reader's language, and a way out below it."""
    for language, sentence in (("en", english), ("zh-TW", chinese)):
        reply = await Table().ask(line, language)
        fault = fault_of(reply)
        assert (fault.kind, fault.message, reply.title) == ("asker", sentence, sentence)
        assert fault.hint or reply.buttons


@pytest.mark.parametrize(("day", "english", "chinese", "near"), CLOSED)
async def test_a_closed_day_names_its_reason_and_both_neighbours(
    day: str, english: str, chinese: str, near: list[str]
) -> None:
    """Weekend, holiday, typhoon and settlement days are told apart."""
    for language, reason in (("en", english), ("zh-TW", chinese)):
        reply = await Table().ask(f"/move 2330 {day}", language)
        assert fault_of(reply).message.endswith((f": {reason}.", f"休市：{reason}。"))
        assert lines_of(reply) == [f"/move 2330 {session}" for session in near]


async def _parses(table: Table, line: str) -> bool:
    """Tell whether a line is understood: answered, or refused for want of figures alone."""
    reply = await table.ask(line)
    return reply.ok or "are held here" in reply.title or "before the archive" in reply.title


@pytest.mark.parametrize("line", [line for line, *_ in REFUSED])
async def test_the_buttons_of_a_refusal_work(line: str) -> None:
    """Every line offered is understood when it is pressed."""
    table = Table()
    for pressed in lines_of(await table.ask(line)):
        assert await _parses(table, pressed), pressed


async def test_today_before_the_close_is_not_known_yet() -> None:
    """Before 13:30 today has no close, and the session before is offered."""
    table = Table()
    table.clock.at = table.clock.at.replace(hour=13, minute=29)
    reply = await table.ask("/move 2330 2026-11-23")
    message = "2026-11-23 (Mon) has no close yet: the session ends at 13:30."
    assert fault_of(reply).message == message
    assert lines_of(reply) == ["/move 2330 2026-11-20"]


async def test_too_many_keep_the_day_that_was_typed() -> None:
    """The offered line holds the first twelve and the date after them."""
    reply = await Table().ask(f"/move {TWELVE} 2454 2303 2025-02-03")
    assert lines_of(reply) == [f"/move {TWELVE} 2025-02-03"]
    assert labels_of(reply) == ["The first 12"]


async def test_a_mistyped_command_keeps_the_rest_of_its_line() -> None:
    """What was typed after the command stands in the offered line."""
    reply = await Table().ask("/mvoe 2330 2025-02-03")
    assert lines_of(reply)[0] == "/move 2330 2025-02-03"


async def test_reversed_arguments_are_no_mistake() -> None:
    """The date may stand before the instrument."""
    table = Table()
    assert await table.ask("/move 2025-02-03 2330") == await table.ask("/move 2330 2025-02-03")


async def test_a_held_name_of_two_offers_both() -> None:
    """Nan Ya is two companies: each is a press away, with the rest of the line kept."""
    reply = await Table().ask("/move nanya 2025-02-03")
    assert lines_of(reply) == ["/move 1303 2025-02-03", "/move 2408 2025-02-03"]

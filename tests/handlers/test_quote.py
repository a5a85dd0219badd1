"""`/quote`: several last trades as a table while a session runs, closes otherwise."""

from datetime import timedelta

import pytest

from tests.handlers.quoting import HON_HAI, NOON, TAIEX, TSMC, at_noon
from tests.telling import lines_of, text_of, told


@pytest.mark.parametrize("line", ["/quote 2330 2317 2382", "報價 2330 2317 2382"])
async def test_reads_as_a_phone_shows_it(line: str) -> None:
    """One row each in the order typed; one without a trade is unknown, and the limit is marked."""
    reply = await at_noon(TSMC, HON_HAI, TAIEX).ask(line, "zh-TW")
    assert text_of(reply).splitlines() == [
        "3 檔 2026-01-30（五）盤中",
        "代號   漲跌幅  成交價   時間  名稱",
        "2330   +0.55%   1,815  12:00  台積電",
        "2317  -10.00%   202.5  12:00  鴻海 跌停",
        "2382        —       —      —  廣達",
        "漲 1・跌 1（跌停 1）・不明 1",
        "盤中，非收盤・12:00:05 成交",
        "大盤 +0.50%",
        "「—」：盤中成交價未知（1 檔）。",
        "資料來源：證交所基本市況報導網站",
    ]
    assert lines_of(reply) == ["/quote 2330 2317 2382"]


async def test_machines_read_the_same() -> None:
    """Every figure is marked; what is unknown is null."""
    answer = told(await at_noon(TSMC, HON_HAI).ask("/quote 2330 2317 2382"))
    figures = [(f["code"], f["close"], f["limit"], f["marks"]) for f in answer["figures"]]
    assert figures == [
        ("2330", "1815", None, ["in-session"]),
        ("2317", "202.5", "down", ["in-session"]),
        ("2382", None, None, []),
    ]
    summary = answer["summary"]
    assert (summary["session"], summary["in_session"]) == ("2026-01-30", True)
    assert (summary["advancers"], summary["decliners"], summary["unknown"]) == (1, 1, 1)
    assert (summary["at"], summary["taiex"]) == ("2026-01-30T12:00:05+08:00", None)


async def test_outside_a_session_it_gives_the_latest_closes() -> None:
    """The closes are those of `/move`, with a word on why."""
    table = at_noon(TSMC, HON_HAI)
    table.clock.at = NOON + timedelta(hours=4)
    reply = await table.ask("/quote 2330 2317", "zh-TW")
    assert [f["date"] for f in told(reply)["figures"]] == ["2026-01-29", "2026-01-29"]
    assert "現在不是盤中，以上為收盤價。" in text_of(reply).splitlines()


async def test_switched_off_it_gives_the_latest_closes_too() -> None:
    """The sentence names the lack, and nothing is marked."""
    reply = await at_noon(TSMC, HON_HAI, enabled=False).ask("/quote 2382 2356", "zh-TW")
    assert [f["marks"] for f in told(reply)["figures"]] == [[], []]
    assert "盤中無即時資料。" in text_of(reply).splitlines()


async def test_no_instrument_is_asked_for() -> None:
    """Without a name there is nothing to look up."""
    assert not (await at_noon().ask("/quote")).ok

"""What `/move` says of amounts and sources when bars hold more than the archive does."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.data.archive import load_archive
from bot.market.bars import Bar, Provenance
from tests.fakes import MemoryBars, Table
from tests.telling import text_of

DAY = date(2025, 2, 3)


def _table(code: str, **changed: object) -> Table:
    """Return a Banquet in which one bar of the founding day is another."""
    bars = {(bar.session, bar.code): bar for bar in load_archive()}
    bars[DAY, code] = replace(bars[DAY, code], **changed)  # type: ignore[arg-type]  # the test's own
    return Table(bars=MemoryBars(bars.values()))


@pytest.mark.parametrize(
    ("volume", "turnover", "zh", "en"),
    [
        (45_045_125, "47883206644", "成交量 45,045 張・成交值 478.8 億元",
         "volume 45,045 lots · turnover TWD 47.88 bn"),
        (999, "999000", "成交量 999 股・成交值 999,000 元",
         "volume 999 shares · turnover TWD 999,000"),
        (0, "0", "成交量 0 股・成交值 0 元", "volume 0 shares · turnover TWD 0"),
        (1000, "1000000000000", "成交量 1 張・成交值 1.00 兆元",
         "volume 1 lots · turnover TWD 1.00 trillion"),
    ],
)  # fmt: skip
async def test_a_small_amount_is_never_shown_as_zero(
    volume: int, turnover: str, zh: str, en: str
) -> None:
    """Below a lot shares are counted, below ten million the dollars themselves."""
    table = _table("2330", volume=volume, turnover=Decimal(turnover))
    for language, line in (("zh-TW", zh), ("en", en)):
        text = text_of(await table.ask("/move 2330 2025-02-03", language))
        assert line in text.splitlines()


@pytest.mark.parametrize("line", ["/move 2330", "/move 2330 2317", "/dinnerlist"])
async def test_every_source_of_a_shown_figure_is_named(line: str) -> None:
    """The TAIEX beside a move has a source of its own."""
    table = _table("TAIEX", provenance=Provenance("another exchange", DAY))
    text = text_of(await table.ask(f"{line} 2025-02-03", "en"))
    assert "another exchange" in text.splitlines()[-1]


async def test_the_source_of_what_came_later_is_named() -> None:
    """The next session's close may come from elsewhere."""
    bars: list[Bar] = [
        replace(bar, provenance=Provenance("a later source", bar.session))
        if (bar.session, bar.code) == (date(2025, 2, 4), "2330") else bar
        for bar in load_archive()
    ]  # fmt: skip
    text = text_of(await Table(bars=MemoryBars(bars)).ask("/move 2330 2025-02-03", "en"))
    assert "a later source" in text.splitlines()[-1]


class _Waiting(MemoryBars):
    """Bars that note which codes an answer would wait for."""

    waited: frozenset[str] = frozenset()

    async def on(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Note the codes and return what is held."""
        self.waited |= set(codes)
        return await super().on(session, codes)


async def test_one_instrument_does_not_wait_for_the_others_of_the_dinner() -> None:
    """The bundled bars of this session hold few guests: the exchange is not asked for the rest."""
    bars = _Waiting(load_archive())
    assert (await Table(bars=bars).ask("/move 2330 2026-01-29")).ok
    assert bars.waited == {"2330", "TAIEX"}


async def test_the_place_at_the_dinner_is_said_where_all_guests_are_held() -> None:
    """It needs no wait on the founding day."""
    text = text_of(await Table().ask("/move 2330 2025-02-03", "en"))
    assert "faller of the 12 at the dinner" in text

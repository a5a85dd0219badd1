"""A digest is one message of 900 characters at most, whatever the day brought."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.clock import TAIPEI
from bot.core.plain import plain
from bot.data.ai import load_ai
from bot.data.dinners import load_dinner
from bot.market.actions import ActionKind, CorporateAction
from bot.market.bars import Bar, Provenance
from bot.market.instruments import Market
from handlers.saying.digest_layout import LONGEST
from tests.fakes import FakeClock, MemoryBars, Table
from tests.handlers.digesting import story
from tests.handlers.whole_market import PANIC, bar_of, panic, replayed, table_of
from tests.market.days import action
from tests.market_fakes import MemoryActions
from tests.telling import text_of

DAY = date(2026, 9, 30)
"""A session after a closed one, with the longest dinner list but one, and all AI names."""
NAMES = load_ai().editions[-1].codes
DINNER = load_dinner().editions[-1].codes
LANGUAGES = ("zh-TW", "en")
_FETCHED = datetime(2026, 9, 30, 14, 31, tzinfo=TAIPEI)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["close", "morning", "week"])
async def test_known_days_fit(kind: str, language: str) -> None:
    """The story's day by the archive and whole, and the panic's."""
    for one, day in (
        (story(), "2025-02-03"),
        (replayed(), "2025-02-03"),
        (table_of(*panic()), PANIC),
    ):
        text = text_of(await one.ask(f"/digest {day} {kind}", language))
        assert 0 < len(text) <= LONGEST


_PRICES = st.sampled_from(["1", "9.99", "90", "109.5", "110", "12345", "1000000"])
_HELD = st.lists(st.tuples(_PRICES, _PRICES), min_size=len(NAMES), max_size=len(NAMES))


def _bars(prices: Sequence[tuple[str, str]]) -> list[Bar]:
    """Give every AI name and company of the dinner a bar, and TAIEX ten sessions and a record."""
    codes = [*NAMES, *(code for code in DINNER if code not in NAMES)]
    own = zip(codes, (*prices, *prices), strict=False)
    bars = [bar_of(code, DAY, *figures, Market.TWSE) for code, figures in own]
    for back in range(40):
        day = DAY - timedelta(days=back)
        bar = bar_of("TAIEX", day, "100000.01", str(90000 + back), Market.TWSE)
        bars.append(replace(bar, turnover=Decimal(9_999_999_999_999 - back)))
    return [
        replace(bar, provenance=Provenance("Taiwan Stock Exchange", bar.session, _FETCHED))
        for bar in bars
    ]


def _actions(count: int) -> list[CorporateAction]:
    """Announce dividends with awkward amounts for the first names, on this day and the next."""
    found = Provenance("Taiwan Stock Exchange", DAY, _FETCHED - timedelta(days=1))
    return [
        replace(
            action(code, day, ActionKind.EX_BOTH, "1000", "900.123456"),
            provenance=found, cash=Decimal("12.34567891"), value=Decimal("99.876544"),
        )
        for code in NAMES[:count]
        for day in (DAY, date(2026, 10, 1), date(2026, 10, 2))
    ]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(_HELD, st.integers(0, 54), st.sampled_from(["close", "morning", "week"]))
async def test_the_worst_day_fits(prices: list[tuple[str, str]], dividends: int, kind: str) -> None:
    """Everything at its limit, a record, ex-days of half the list: lists shrink, facts stay."""
    one = Table(
        clock=FakeClock(_FETCHED + timedelta(minutes=15)),
        bars=MemoryBars(_bars(prices)),
        actions=MemoryActions(_actions(dividends), complete=False),
    )
    for language in LANGUAGES:
        reply = await one.ask(f"/digest {DAY} {kind}", language)
        assert reply.fault is None
        assert len(plain(reply)) <= LONGEST
        assert f"{reply.figures[0].close:,.2f}" in plain(reply)


async def test_what_a_list_leaves_out_is_counted() -> None:
    """Fifty names at the limit are not fifty names in the message."""
    one = Table(clock=FakeClock(_FETCHED), bars=MemoryBars(_bars([("100", "110")] * len(NAMES))))
    text = text_of(await one.ask(f"/digest {DAY}", "zh-TW"))
    assert f"AI 名單漲停 {len(NAMES)} 檔：" in text
    assert f"等另 {len(NAMES) - 6} 檔" in text

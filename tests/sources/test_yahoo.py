"""Yahoo's chart is believed only where its closes are in the shares of their day."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.clock import TAIPEI
from bot.sources.feed import Refused
from bot.sources.yahoo import Yahoo
from tests.sources.close_answers import NEXT, SESSION, seconds, yahoo
from tests.sources.quote_answers import instrument

TSMC = instrument("2330")
LATER = datetime(2025, 2, 4, 18, 0, tzinfo=TAIPEI)


def _read(body: bytes, session: date = SESSION, now: datetime = LATER) -> Decimal | None:
    """Read TSMC's close of the session."""
    return Yahoo().read(body, TSMC, session, now)


@pytest.mark.parametrize(
    ("code", "symbol"),
    [("2330", "2330.TW"), ("6488", "6488.TWO"), ("TAIEX", "^TWII"), ("TPEX", "^TWOII")],
)
def test_asks_for_everything_since_the_session_with_its_splits(code: str, symbol: str) -> None:
    """What happened later decides whether the close of the session was restated."""
    question = Yahoo().question(instrument(code), SESSION, LATER)
    assert question.path.endswith(f"/{symbol}")
    assert question.params["period1"] == str(seconds(SESSION, 0))
    assert question.params["period2"] == str(seconds(NEXT, 18))
    assert (question.params["interval"], question.params["events"]) == ("1d", "split")


@given(st.integers(1, 10_000_00))
def test_binary_noise_is_rounded_away(cents: int) -> None:
    """A price that went through a 32-bit fraction comes back as it was."""
    close = Decimal(cents) / 100
    noisy = float(close) * (1 + 2**-25)
    assert _read(yahoo(closes=[noisy, 1])) == close


def test_the_range_may_hold_other_days() -> None:
    """Each session has its own close."""
    assert _read(yahoo()) == Decimal(1070)
    assert _read(yahoo(), NEXT) == Decimal(1095)
    assert _read(yahoo(), date(2025, 2, 5), LATER + timedelta(days=1)) is None


def test_a_later_split_silences_it() -> None:
    """The history was restated in new shares; a split on the day itself does not matter."""
    assert _read(yahoo(splits=[NEXT])) is None
    assert _read(yahoo(splits=[SESSION])) == Decimal(1070)
    broken = json.loads(yahoo(splits=[SESSION]))
    broken["chart"]["result"][0]["events"]["splits"] = {"?": "4:1"}
    assert _read(json.dumps(broken).encode()) is None


def test_a_repeat_without_volume_is_no_session() -> None:
    """Closed weekdays are filled with such bars; an index may well state no volume."""
    assert _read(yahoo(volumes=[0, 1])) is None
    assert _read(yahoo(volumes=[None, 1])) is None
    body = yahoo(volumes=[0, 1], closes=[22694.710938, 1], symbol="^TWII")
    assert Yahoo().read(body, instrument("TAIEX"), SESSION, LATER) == Decimal("22694.71")


@pytest.mark.parametrize("close", [None, 0, -1, "1070", True, []])
def test_a_close_that_is_none_stays_unknown(close: object) -> None:
    """Nulls are common; other things than positive numbers are no price."""
    assert _read(yahoo(closes=[close, 1])) is None


def test_a_running_session_has_no_close() -> None:
    """Before 13:30 the newest bar is a price of the session in progress."""
    at_noon = yahoo([SESSION], [1070.0], [1], regularMarketTime=seconds(SESSION, 12))
    assert _read(at_noon, now=datetime(2025, 2, 3, 13, 40, tzinfo=TAIPEI)) is None


def test_without_its_own_time_only_past_days_are_whole() -> None:
    """Where the chart does not say how new it is, the bar of today may still be moving."""
    body = yahoo(regularMarketTime=None)
    assert _read(body) == Decimal(1070)
    assert _read(body, NEXT) is None


def test_a_clock_of_another_time_is_told_nothing() -> None:
    """In a replay the history has been restated by what the clock cannot know."""
    assert _read(yahoo(regularMarketTime=seconds(date(2026, 11, 23)))) is None


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", yahoo(symbol="2317.TW"), yahoo(currency="USD"), yahoo(dataGranularity="1wk"),
     yahoo(closes=[1070.0]), b'{"chart": {"result": null, "error": {"code": "Not Found"}}}'],
)  # fmt: skip
def test_another_chart_is_refused(body: bytes) -> None:
    """Another symbol, currency or step, and columns of unequal length are not read."""
    with pytest.raises(Refused):
        _read(body)

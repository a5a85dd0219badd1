"""A session of TPEx, row by row."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.intake import Dataset, Status
from bot.market.bars import Bar, Provenance, ReferenceBasis
from bot.market.instruments import Kind, Market
from bot.sources.feed import Refused
from bot.sources.feeds.tpex_prices import TpexPrices
from bot.sources.kinds import kind_of
from tests.sources.payloads_tpex import AT, DAY, PHISON, UNTRADED, WARRANT, quote, quotes, read

FEED = TpexPrices(kind_of)


def test_what_is_asked() -> None:
    """A day with slashes, of the whole market."""
    question = FEED.question(FEED.days(DAY))
    assert (question.host, question.path) == ("tpex", "/www/zh-tw/afterTrading/dailyQuotes")
    assert question.params == {"date": "2025/02/03", "id": "", "response": "json"}


def test_a_traded_stock() -> None:
    """All figures as stated; the reference is the close less the change."""
    batch = read(FEED, quotes([PHISON]))
    provenance = Provenance("Taipei Exchange", DAY, AT)
    assert batch.bars == [
        Bar(
            "8299",
            DAY,
            Decimal("510.00"),
            Decimal("517.00"),
            Decimal("491.00"),
            Decimal("492.50"),
            reference=Decimal("536.00"),
            basis=ReferenceBasis.PUBLISHED,
            volume=6_123_456,
            turnover=Decimal(3_053_012_345),
            trades=8_765,
            provenance=provenance,
        )
    ]
    (instrument,), (shares,) = batch.instruments, batch.shares
    assert (instrument.name, instrument.market, instrument.kind) == (
        "群聯",
        Market.TPEX,
        Kind.STOCK,
    )
    assert (shares.code, shares.shares, shares.provenance) == ("8299", 206_865_131, provenance)
    assert (batch.dataset, batch.status, batch.rows) == (Dataset.TPEX_PRICES, Status.COMPLETE, 1)
    assert batch.turnover == Decimal(63_437_743_399)


def test_a_stock_that_was_not_traded() -> None:
    """Dashes are unknown, never zero; odd lots are stated all the same."""
    (bar,) = read(FEED, quotes([UNTRADED])).bars
    assert (bar.open, bar.high, bar.low, bar.close, bar.reference) == (None,) * 5
    assert bar.basis is ReferenceBasis.UNKNOWN
    assert (bar.volume, bar.turnover, bar.trades) == (12, Decimal(605), 10)


@pytest.mark.parametrize("word", ["除息 ", "除權 ", "除權息", "--- "])
def test_a_word_in_place_of_the_change(word: str) -> None:
    """Nothing was compared: no change of zero, and no close before."""
    (bar,) = read(FEED, quotes([quote("6613", "朋億*", "89.5|89.5|88.5|88.9", word)])).bars
    assert (bar.close, bar.reference, bar.basis) == (Decimal("88.9"), None, ReferenceBasis.UNKNOWN)


@pytest.mark.parametrize(("change", "reference"), [("0.00 ", "88.9"), ("+0.10", "88.8")])
def test_a_change_of_zero_is_one(change: str, reference: str) -> None:
    """An unchanged price was compared."""
    (bar,) = read(FEED, quotes([quote("6613", "朋億*", "89.5|89.5|88.5|88.9", change)])).bars
    assert (bar.reference, bar.basis) == (Decimal(reference), ReferenceBasis.PUBLISHED)


def test_warrants_and_bonds_are_of_no_interest() -> None:
    """They are most of the table; nothing in them is read."""
    odd = [*WARRANT]
    odd[2] = "1,23"
    batch = read(FEED, quotes([PHISON, odd, quote("15691", "濱川一", "1|1|1|1", "?")]))
    assert (batch.rows, len(batch.bars), list(batch.rejected)) == (1, 1, [])


def test_names_lose_padding_and_star() -> None:
    """A name that cannot be read harms no figure."""
    rows = [
        quote("6613", "朋億*           ", "---|---|---|---", "---"),
        quote("6614", "  ", "---|---|---|---", "---"),
    ]
    batch = read(FEED, quotes(rows))
    assert ([one.name for one in batch.instruments], len(batch.bars)) == (["朋億"], 2)


@pytest.mark.parametrize("issued", ["0", "", "---"])
def test_unknown_issued_shares_are_none(issued: str) -> None:
    """The prices stand without them."""
    row = quote("8299", "群聯", "510|517|491|492.5", "-43.50", f"1|1|1|{issued}")
    batch = read(FEED, quotes([row]))
    assert (len(batch.bars), list(batch.shares)) == (1, [])


@pytest.mark.parametrize(
    ("place", "cell", "rule"),
    [
        (2, "1,23,456", "bad_number"),
        (2, "NaN", "bad_number"),
        (2, "٣", "bad_number"),
        (3, "除夕", "bad_number"),
        (8, "1.5", "not_whole"),
        (8, None, ""),
        (0, 8299, "not_text"),
    ],
)
def test_an_unreadable_cell_sets_its_row_aside(place: int, cell: object, rule: str) -> None:
    """The other rows are kept."""
    row: list[object] = [*PHISON]
    row[place] = cell
    batch = read(FEED, quotes([row, UNTRADED]))
    assert [each.rule for each in batch.rejected] == ([rule] if rule else [])
    assert batch.bars[-1].code == "2740"


def test_of_two_rows_of_one_code_neither_is_believed() -> None:
    """The last one does not win in silence."""
    other = [*PHISON]
    other[2] = "500.00"
    batch = read(FEED, quotes([PHISON, UNTRADED, other]))
    assert [bar.code for bar in batch.bars] == ["2740"]
    assert [(row.code, row.rule) for row in batch.rejected] == [("8299", "duplicate_row")] * 2
    assert batch.rows == 3


def test_a_short_row_is_set_aside() -> None:
    """Its cells may stand under other names."""
    batch = read(FEED, quotes([PHISON[:-1], UNTRADED]))
    assert [row.rule for row in batch.rejected] == ["row_length"]


@given(
    cents=st.integers(1, 10**7),
    change=st.integers(-(10**5), 10**5),
    volume=st.integers(0, 10**11),
)
def test_figures_are_exact(cents: int, change: int, volume: int) -> None:
    """Commas and signs come and go; no figure is rounded."""
    close, moved = Decimal(cents) / 100, Decimal(change) / 100
    row = quote("8299", "群聯", f"1|1|1|{close:,.2f}", f"{moved:+.2f}", f"{volume:,}|0|0|1")
    (bar,) = read(FEED, quotes([row])).bars
    assert (bar.close, bar.reference, bar.volume) == (close, close - moved, volume)


def test_a_listing_knows_its_limit() -> None:
    """Stocks may move 10 percent, what a fund may is not stated."""
    fund = quote("00679B", "元大美債20年", "32.41|32.41|32.19|32.30", "+0.13")
    stock, bond = read(FEED, quotes([PHISON, fund])).instruments
    assert (stock.limit_percent, bond.limit_percent, bond.kind) == (Decimal(10), None, Kind.ETF)


def test_it_is_of_the_day_asked_for() -> None:
    """Each row bears the day that top and table name."""
    day = date(2023, 1, 30)
    (bar,) = read(FEED, quotes([PHISON], day), day).bars
    assert bar.session == bar.provenance.data_date == day


def test_a_table_under_management_is_no_second_one() -> None:
    """Two tables of prices are one too many."""
    answer = quotes([PHISON])
    answer["tables"].append(answer["tables"][0])
    with pytest.raises(Refused, match="no_prices"):
        read(FEED, answer)

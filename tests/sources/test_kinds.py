"""Codes tell kinds."""

import csv
from collections.abc import Iterator
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.data.instruments import load_instruments
from bot.market.instruments import Kind
from bot.sources.kinds import kind_of
from tools.instruments import OTHER_CURRENCY

_WANTED = (
    "股票",
    "創新板",
    "特別股",
    "ETF",
    "ETN",
    "臺灣存託憑證(TDR)",
    "受益證券-不動產投資信託",
)


def _twstock() -> Iterator[dict[str, str]]:
    """Yield every row of a public list that has warrants and asset-backed securities too."""
    for name in ("twse_equities.csv", "tpex_equities.csv"):
        text = files("twstock.codes").joinpath(name).read_text(encoding="utf-8")
        yield from csv.DictReader(text.splitlines())


def test_agrees_with_every_bundled_instrument() -> None:
    """No bundled instrument has a code of another kind's form."""
    instruments = [each for each in load_instruments() if each.kind is not Kind.INDEX]
    assert len(instruments) > 2_300
    wrong = {
        each.code: kind_of(each.code) for each in instruments if kind_of(each.code) != each.kind
    }
    assert wrong == {}


def test_wants_nothing_else_of_what_is_listed() -> None:
    """Some 44,000 warrants and other things have no kind; everything else has one."""
    rows = list(_twstock())
    assert len(rows) > 40_000
    wrong = [
        row["code"]
        for row in rows
        if (kind_of(row["code"]) is not None) != (row["type"] in _WANTED)
        if not OTHER_CURRENCY.fullmatch(row["code"])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("0050", Kind.ETF),
        ("00631L", Kind.ETF),
        ("00984D", Kind.ETF),
        ("020000", Kind.ETN),
        ("02001S", Kind.ETN),
        ("01010T", Kind.REIT),
        ("9103", Kind.TDR),
        ("910322", Kind.TDR),
        ("2887Z1", Kind.PREFERRED),
        ("1234GA", Kind.PREFERRED),
        ("2330", Kind.STOCK),
        ("01114S", None),  # asset-backed
        ("030001", None),  # warrants
        ("08999P", None),
        ("70789P", None),
        ("706815", None),
        ("15691", None),  # convertible bonds
        ("12345", None),
        ("1234G1", None),  # share options
        ("1234GD", None),  # a bond with options
        ("TAIEX", None),
        ("0", None),
        ("", None),
        ("2330\n", None),
        ("２３３０", None),
        ("٢٣٣٠", None),
        ("0050l", None),
    ],
)
def test_reads_the_form(code: str, kind: Kind | None) -> None:
    """Each form is of one kind; other scripts, cases and lengths are of none."""
    assert kind_of(code) is kind


@given(st.text(max_size=8))
def test_takes_any_text(text: str) -> None:
    """Whatever it is given, only ASCII codes of four to six characters have a kind."""
    assert kind_of(text) is None or (text.isascii() and text.isalnum() and 4 <= len(text) <= 6)


def test_a_class_in_another_currency_is_none() -> None:
    """Its price would be told in TWD."""
    assert kind_of("00636K") is None

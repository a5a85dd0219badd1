"""Columns go by the names of fields; rows that are not believed are set aside."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.feed import Refused
from bot.sources.reading.cells import code_of
from bot.sources.reading.numbers import decimal_of
from bot.sources.reading.rows import Rows, read_rows
from bot.sources.reading.tables import (
    Cells,
    Table,
    table_of,
    table_of_records,
    tables_of,
    titled,
)

_FIELDS = ["代號", "名稱", "收盤"]
_ROWS: list[Any] = [["2330", "台積電", "1,070.00"], ["2317", "鴻海", "165.50"]]
Read = Rows[tuple[str, str]]


def _price(cells: Cells) -> tuple[str, str] | None:
    """Read code and price; codes that begin with 9 are of no interest."""
    code = code_of(cells[0])
    return None if code.startswith("9") else (code, str(decimal_of(cells[1])))


def _read(rows: list[Any], fields: list[str] | None = None) -> Read:
    """Read a table of these rows."""
    return read_rows(Table("", fields or _FIELDS, rows), ("代號", "收盤"), _price)


@given(st.permutations(range(4)))
def test_the_order_of_columns_does_not_matter(order: list[int]) -> None:
    """Nor does a column that nobody knows."""
    fields, rows = [*_FIELDS, "新欄"], [[*row, "?"] for row in _ROWS]
    found = _read([[row[i] for i in order] for row in rows], [fields[i] for i in order])
    assert found.items == [("2330", "1070.00"), ("2317", "165.50")]


@pytest.mark.parametrize(
    "fields", [["代號", "名稱", "收盤價"], ["代號", "名稱"], ["代號", "收盤", "收盤"]]
)
def test_a_column_missing_or_twice_refuses_the_table(fields: list[str]) -> None:
    """A guess would show one figure as another."""
    with pytest.raises(Refused, match="columns"):
        _read([row[: len(fields)] for row in _ROWS], fields)


@pytest.mark.parametrize(
    ("row", "rule", "code"),
    [
        (["2382", "廣達"], "row_length", "?"),
        (["2382", "廣達", "243.00", ""], "row_length", "?"),
        ("2382", "row_length", "?"),
        (None, "row_length", "?"),
        (["2382", "廣達", "1_000"], "bad_number", "2382"),
        (["<b>", "廣達", "243.00"], "bad_code", "<b>"),
    ],
)
def test_a_row_not_believed_is_set_aside(row: object, rule: str, code: str) -> None:
    """The other rows stay."""
    found = _read([*_ROWS, row])
    assert len(found.items) == 2
    assert [(each.rule, each.code) for each in found.rejected] == [(rule, code)]
    assert found.count == 3


@pytest.mark.parametrize("again", [["2330", "台積電", "1,070.00"], [" ２３３０ ", "台積電", "NaN"]])
def test_no_row_of_a_code_that_comes_twice_is_believed(again: list[str]) -> None:
    """Not even where the second cannot be read: neither is known to be the right one."""
    found = _read([*_ROWS, again])
    assert [code for code, _ in found.items] == ["2317"]
    assert [each.rule for each in found.rejected] == ["duplicate_row"] * 2


def test_rows_of_no_interest_are_not_counted() -> None:
    """They may come twice."""
    found = _read([*_ROWS, ["9100", "某", "1"], ["9100", "某", "1"]])
    assert (found.count, found.rejected) == (2, [])


def test_the_detail_of_a_rejected_row_is_short_and_harmless() -> None:
    """It is stored and shown to the operator."""
    (rejected,) = _read([["2330", "\u202e\x00" + "名" * 4000, "?"]]).rejected
    assert len(rejected.detail) <= 500
    assert "\u202e" not in rejected.detail


def test_a_rejected_row_may_go_by_the_code_of_the_table() -> None:
    """A table of one instrument has no column of codes."""
    table = Table("", ["日期", "收盤"], [["114/02/03", "?"], ["x"]])
    found = read_rows(table, ("日期", "收盤"), lambda cells: decimal_of(cells[1]), "TAIEX")
    assert [each.code for each in found.rejected] == ["TAIEX", "TAIEX"]


def test_tables_are_found_by_their_titles() -> None:
    """Their places among others, and empty places, say nothing."""
    holder = {"title": "112年01月30日 每日收盤行情", "fields": _FIELDS, "data": _ROWS}
    tables = tables_of({"tables": [{}, holder, {"title": "大盤統計資訊", "data": []}]})
    assert [table.title for table in tables] == ["112年01月30日 每日收盤行情"]
    assert titled(tables, "每日收盤行情") is tables[0]
    assert titled(tables, "大盤") is None
    with pytest.raises(Refused, match="columns"):
        titled([*tables, *tables], "每日收盤行情")


def test_blanks_in_the_names_of_fields_do_not_matter() -> None:
    """The exchanges break long names with blanks."""
    table = table_of({"fields": ["代 號", " 收\n盤"], "data": [["2330", "1"]]})
    assert table is not None
    assert table.fields == ["代號", "收盤"]


@pytest.mark.parametrize("fields", [None, "代號", {"代號": 1}])
def test_rows_without_fields_are_refused(fields: object) -> None:
    """Columns are not taken by their places."""
    with pytest.raises(Refused, match="columns"):
        table_of({"fields": fields, "data": [["2330"]]})


def test_records_as_a_table() -> None:
    """A record with other keys than the first is a row that does not fit."""
    table = table_of_records(
        [{"代號": "2330", "收盤": "1"}, {"收盤": "2", "代號": "2317"}, {"代號": "1"}]
    )
    assert table is not None
    found = read_rows(table, ("代號", "收盤"), _price)
    assert found.items == [("2330", "1"), ("2317", "2")]
    assert [each.rule for each in found.rejected] == ["row_length"]
    assert table_of_records([]) is None

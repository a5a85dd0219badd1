"""Bytes become JSON that hides nothing, or are refused by the rule they break."""

import json
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.feed import Refused
from bot.sources.reading.documents import json_object, json_records

_TEXTS = st.text(max_size=20)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | _TEXTS,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(_TEXTS, inside, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(_TEXTS, _VALUES, max_size=4))
def test_valid_objects_are_read_as_they_are(document: dict[str, object]) -> None:
    """Blank lines and a BOM before an object change nothing."""
    body = json.dumps(document, ensure_ascii=False).encode(errors="surrogatepass")
    try:
        body.decode()
    except UnicodeDecodeError:
        body = json.dumps(document).encode()
    assert json_object(body) == document
    assert json_object(b"\r\n" * 21 + body) == document
    assert json_object(b"\xef\xbb\xbf" + body) == document


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    """Nothing but Refused ever comes out of bytes that cannot be read."""
    with suppress(Refused):
        assert isinstance(json_object(body), dict)


@pytest.mark.parametrize("length", range(0, 60, 7))
def test_a_cut_answer_is_refused(length: int) -> None:
    """An answer that ends too early is no answer."""
    body = json.dumps({"stat": "OK", "data": [["2330", "台積電", "1,070.00"]]}).encode()
    with pytest.raises(Refused, match="not_json"):
        json_object(body[:length])


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (b"\n <!DOCTYPE html><title>Maintenance</title>", "html_page"),
        (b"\xef\xbb\xbf<html>THE PAGE CANNOT BE ACCESSED FOR SECURITY REASON</html>", "html_page"),
        ('{"stat": "很抱歉"}'.encode("big5"), "not_json"),
        ('{"stat": "OK"}'.encode("utf-16"), "not_json"),
        (b"", "not_json"),
        (b"OK", "not_json"),
        (b'{"a": 1} {"b": 2}', "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'{"a": ' + b"[" * 21 + b"]" * 21 + b"}", "too_deep"),
        (b'{"a": NaN}', "not_finite"),
        (b'{"a": Infinity}', "not_finite"),
        (b'{"a": [-Infinity]}', "not_finite"),
        (b'{"a": 1e999}', "absurd_number"),
        (b'{"a": -1e-999}', "absurd_number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "absurd_number"),
        (b'{"a": 0.' + b"1" * 5000 + b"}", "absurd_number"),
        (b'{"stat": "OK", "stat": "OK"}', "duplicate_key"),
        (b'{"tables": [{"data": [], "data": [1]}]}', "duplicate_key"),
        (b"null", "not_an_object"),
        (b"0", "not_an_object"),
        (b'[{"a": 1}]', "not_an_object"),
    ],
)
def test_what_is_refused(body: bytes, rule: str) -> None:
    """Pages, other charsets, and JSON that a lenient parser would let through."""
    with pytest.raises(Refused) as refused:
        json_object(body)
    assert refused.value.rule == rule


def test_what_an_answer_said_is_shown_harmlessly() -> None:
    """Bytes of another charset become no wrong letters."""
    with pytest.raises(Refused) as refused:
        json_object("\x00\u202e台".encode() + "很抱歉".encode("big5"))
    assert refused.value.detail.startswith("台\\x")
    assert "\ufffd" not in refused.value.detail


def test_numbers_with_a_fraction_are_exact() -> None:
    """A bare JSON number never becomes a float."""
    assert json_object(b'{"a": 97.06}') == {"a": Decimal("97.06")}


def test_an_empty_list_is_an_empty_object() -> None:
    """Some servers write an object without members so."""
    assert json_object(b"[]") == {}


def test_records() -> None:
    """The open data are lists of objects."""
    assert json_records(b'[{"Code": "2330"}]') == [{"Code": "2330"}]
    assert json_records(b"[]") == []


@pytest.mark.parametrize(
    ("body", "rule"), [(b"{}", "not_a_list"), (b'[{"a": 1}, 2]', "not_records")]
)
def test_what_is_no_list_of_records(body: bytes, rule: str) -> None:
    """Anything else in their place is refused."""
    with pytest.raises(Refused, match=rule):
        json_records(body)

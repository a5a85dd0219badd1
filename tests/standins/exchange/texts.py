"""From a document to bytes, and faults of the text: keys twice, cut short, other encodings."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.standins.exchange.documents import bare
from tests.standins.exchange.faults import Fault

_FIRST_KEY = re.compile(r'\{("[^"]+"):')


def text_of(document: Any, faults: Sequence[Fault], lead: str) -> bytes:
    """Return the bytes of an answer."""
    text = bare(json.dumps(document, ensure_ascii=False, separators=(",", ":")))
    if any(fault.kind == "duplicate_keys" for fault in faults):
        text = _FIRST_KEY.sub(r'{\1:"19990101",\1:', text, count=1)
    body = (lead + text).encode("utf-8", "surrogatepass")
    for fault in faults:
        if fault.kind in _BYTES:
            body = _BYTES[fault.kind](body, fault)
    return body


def _truncated(body: bytes, fault: Fault) -> bytes:
    """Cut the body; its length is then stated as it is."""
    return body[: fault.at]


def _big5(body: bytes, _: Fault) -> bytes:
    """Write Big5 in place of UTF-8."""
    return body.decode().encode("cp950", "replace")


def _bom(body: bytes, _: Fault) -> bytes:
    """Write a byte order mark in front."""
    return b"\xef\xbb\xbf" + body


_BYTES: Mapping[str, Callable[[bytes, Fault], bytes]] = {
    "truncated": _truncated,
    "big5": _big5,
    "bom": _bom,
}

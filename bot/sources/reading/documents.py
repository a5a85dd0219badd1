"""Turn the bytes of an answer into JSON that hides nothing, or refuse them."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NoReturn

from bot.core.text import harmless
from bot.sources.feed import Refused

_BOM = b"\xef\xbb\xbf"
_DEEPEST = 20
_LONGEST_NUMBER = 30
_LARGEST_EXPONENT = 30


def json_object(body: bytes) -> Mapping[str, object]:
    """Read an answer that is one JSON object; an empty list is how some write an empty one."""
    value = _json(body)
    if value == []:
        return {}
    if not isinstance(value, dict):
        raise Refused("not_an_object", _shown(body))
    return value


def json_records(body: bytes) -> Sequence[Mapping[str, object]]:
    """Read an answer that is a JSON list of objects, as the exchanges' open data give."""
    value = _json(body)
    if not isinstance(value, list):
        raise Refused("not_a_list", _shown(body))
    if not all(isinstance(record, dict) for record in value):
        raise Refused("not_records", _shown(body))
    return value


def _json(body: bytes) -> object:
    """Parse UTF-8 bytes strictly; blank lines and a BOM before the text do no harm."""
    text = body.removeprefix(_BOM).lstrip()
    if text.startswith(b"<"):
        raise Refused("html_page", _shown(text))
    try:
        value: object = _DECODER.decode(text.decode())
    except (ValueError, RecursionError) as error:
        raise Refused("not_json", _shown(text)) from error
    _bound_depth(value)
    return value


def _bound_depth(value: object) -> None:
    """Refuse nesting that no table needs, level by level and so without recursion."""
    level = [value]
    for _ in range(_DEEPEST):
        level = [child for parent in level for child in _children(parent)]
        if not level:
            return
    raise Refused("too_deep")


def _children(value: object) -> list[object]:
    """List the lists and objects directly inside a value."""
    if isinstance(value, dict):
        return [child for child in value.values() if isinstance(child, dict | list)]
    if isinstance(value, list):
        return [child for child in value if isinstance(child, dict | list)]
    return []


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Build an object; of two equal keys neither can be believed."""
    built = dict(pairs)
    if len(built) != len(pairs):
        raise Refused("duplicate_key", str([key for key, _ in pairs]))
    return built


def _integer(digits: str) -> int:
    """Read a whole number of a believable length."""
    if len(digits) > _LONGEST_NUMBER:
        raise Refused("absurd_number", digits)
    return int(digits)


def _fraction(digits: str) -> Decimal:
    """Read a number with a fraction or exponent, exactly."""
    value = Decimal(digits)
    if len(digits) > _LONGEST_NUMBER or abs(value.adjusted()) > _LARGEST_EXPONENT:
        raise Refused("absurd_number", digits)
    return value


def _not_finite(name: str) -> NoReturn:
    """Refuse NaN and the infinities, which are no JSON."""
    raise Refused("not_finite", name)


def _shown(body: bytes) -> str:
    """Return the beginning of an answer for a person to recognise it by."""
    return harmless(body[:200].decode(errors="backslashreplace"))


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique,
    parse_int=_integer,
    parse_float=_fraction,
    parse_constant=_not_finite,
)

"""No more of an answer is held than an answer may have, packed or unpacked."""

import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.bodies import MOST_RECEIVED, MOST_UNPACKED, Body
from bot.sources.errors import Garbled, SourceError, TooLarge, Unreachable

MIB = 2**20


def read(packed: bytes, encoding: str, size: int = 65536) -> bytes:
    """Take an answer in, piece by piece."""
    body = Body(encoding)
    for start in range(0, len(packed), size):
        body.take(packed[start : start + size])
    return body.whole()


@given(st.binary(max_size=3000), st.integers(1, 400))
def test_every_answer_comes_out_as_it_was(text: bytes, size: int) -> None:
    """However it is packed, and wherever the pieces are cut."""
    assert read(text, "", size) == text
    assert read(gzip.compress(text), "gzip", size) == text


@pytest.mark.parametrize("size", [65536, 65535, 131072, 3 * MIB, MOST_UNPACKED])
def test_what_fills_whole_steps_comes_out_whole(size: int) -> None:
    """Nothing stays behind in the unpacker."""
    assert read(gzip.compress(b" " * size), "gzip") == b" " * size


@given(st.binary(max_size=300), st.booleans())
def test_whatever_comes_is_read_or_refused(packed: bytes, whole: bool) -> None:  # noqa: FBT001 - drawn
    """Broken packing never raises anything but a designed error."""
    damaged = packed if whole else gzip.compress(packed)[:-5] + packed
    with suppress(Garbled, Unreachable):
        read(damaged, "gzip", 50)


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip", "gzip,br", "x"])
def test_only_what_was_asked_for_is_unpacked(encoding: str) -> None:
    """Other encodings, and one inside another, are refused before a byte is read."""
    with pytest.raises(Garbled, match="encoding"):
        Body(encoding)


def test_a_long_answer_is_refused_as_it_comes_in() -> None:
    """The bound on bytes received holds without packing, too."""
    body = Body("")
    body.take(b" " * MOST_RECEIVED)

    with pytest.raises(TooLarge, match="received"):
        body.take(b" ")


def test_a_bomb_is_refused_as_it_unfolds() -> None:
    """One byte more than an answer may have is too much."""
    with pytest.raises(TooLarge, match="unpacked"):
        read(gzip.compress(b" " * (MOST_UNPACKED + 1)), "gzip")


@pytest.mark.parametrize(
    ("packed", "kind"),
    [
        (gzip.compress(b"figures")[:-1], Unreachable),
        (b"", Unreachable),
        (b"figures", Garbled),
        (zlib.compress(b"figures"), Garbled),
        (gzip.compress(b"figures")[:-8] + b"12345678", Garbled),
        (gzip.compress(b"figures") + gzip.compress(b"more"), Garbled),
    ],
    ids=["cut", "nothing", "not packed", "another packing", "wrong sum", "a second one"],
)
def test_broken_packing_is_refused(packed: bytes, kind: type[SourceError]) -> None:
    """A cut answer may come whole the next time; a wrong one is not guessed at."""
    with pytest.raises(kind):
        read(packed, "gzip")

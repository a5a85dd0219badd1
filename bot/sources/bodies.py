"""Take the bytes of an answer in, unpacked and bounded on both sides of the packing."""

import zlib

from bot.sources.errors import Garbled, TooLarge, Unreachable

MOST_RECEIVED = 4 * 2**20
MOST_UNPACKED = 8 * 2**20
_STEP = 64 * 2**10
_GZIP = 16 + zlib.MAX_WBITS
"""Only gzip's own framing is taken."""


class Body:
    """Bytes coming in, of which no more is ever held than an answer may have."""

    def __init__(self, encoding: str) -> None:
        """Unpack by the Content-Encoding given; Garbled unless it is gzip once, or none."""
        if encoding.strip().lower() not in {"", "identity", "gzip"}:
            raise Garbled("encoding")
        self._gzip = zlib.decompressobj(_GZIP) if "gzip" in encoding.lower() else None
        self._received = 0
        self._held = bytearray()

    def take(self, chunk: bytes) -> None:
        """Take the next bytes; TooLarge or Garbled as soon as that shows."""
        self._received += len(chunk)
        if self._received > MOST_RECEIVED:
            raise TooLarge("received")
        if self._gzip is None:
            self._hold(chunk)
        else:
            self._unpack(self._gzip, chunk)

    def whole(self) -> bytes:
        """Return the answer; Unreachable where its packing says that more was to come."""
        if self._gzip is not None and not self._gzip.eof:
            raise Unreachable("cut")
        return bytes(self._held)

    def _unpack(self, gzip: "zlib._Decompress", chunk: bytes) -> None:
        """Unpack step by step, so that a bomb is noticed before it is held."""
        piece = None
        try:
            while chunk or piece is None or len(piece) == _STEP:
                piece = gzip.decompress(chunk, _STEP)
                chunk = gzip.unconsumed_tail
                self._hold(piece)
        except zlib.error as error:
            raise Garbled("gzip") from error
        if gzip.unused_data:
            raise Garbled("after_the_end")

    def _hold(self, piece: bytes) -> None:
        """Hold more of the answer, up to its bound."""
        if len(self._held) + len(piece) > MOST_UNPACKED:
            raise TooLarge("unpacked")
        self._held += piece

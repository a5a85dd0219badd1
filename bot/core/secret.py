"""A value that must never be shown: tokens, passwords, addresses that hold one."""

import hmac


class Secret:
    """Text that prints as `***` everywhere; only `reveal` gives it out."""

    __slots__ = ("_text",)

    def __init__(self, text: str = "") -> None:
        """Wrap the text; an empty one means that there is no secret."""
        self._text = text

    def reveal(self) -> str:
        """Return the text itself, at the one place that needs it."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._text.encode(), other._text.encode())

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return "***"

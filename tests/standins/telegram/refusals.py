"""What the Bot API says when it says no."""

from typing import Any, TypeAlias

JSON: TypeAlias = dict[str, Any]


class Refusal(Exception):  # noqa: N818 - the answer is a refusal, not an accident
    """An answer with `ok` false."""

    def __init__(self, code: int, description: str, parameters: JSON | None = None) -> None:
        """Hold the error code, its text, and ResponseParameters."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    @property
    def body(self) -> JSON:
        """Return the JSON object of the answer."""
        body: JSON = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad(description: str) -> Refusal:
    """Return a 400 as the real server words it."""
    return Refusal(400, f"Bad Request: {description}")

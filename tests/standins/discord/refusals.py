"""How Discord says no."""

from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]
BAD_FORM, EMPTY, ACKNOWLEDGED = 50035, 50006, 40060
UNKNOWN_INTERACTION, UNKNOWN_WEBHOOK, UNKNOWN_MESSAGE = 10062, 10015, 10008


@dataclass
class Refused(Exception):  # noqa: N818 - what Discord did, not what went wrong here
    """A request that Discord answers with a status and an error code."""

    status: int
    code: int
    message: str

    def body(self) -> JSON:
        """Return the answer's JSON."""
        return {"code": self.code, "message": self.message}


def demand(holds: object, message: str, code: int = BAD_FORM) -> None:
    """Refuse a request unless something holds."""
    if not holds:
        raise Refused(400, code, message)

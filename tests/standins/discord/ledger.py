"""What was called, in order."""

from dataclasses import dataclass, field

from tests.standins.discord.refusals import JSON


@dataclass(frozen=True, slots=True)
class Call:
    """One REST call and how it was answered."""

    method: str
    path: str
    body: object
    status: int


@dataclass(slots=True)
class Ledger:
    """Every REST call and every gateway handshake."""

    calls: list[Call] = field(default_factory=list)
    identifies: list[JSON] = field(default_factory=list)
    resumes: list[JSON] = field(default_factory=list)

    def to(self, part: str) -> list[Call]:
        """Return the calls whose path has a part."""
        return [call for call in self.calls if part in call.path]

    def refused(self) -> list[Call]:
        """Return the calls that were refused."""
        return [call for call in self.calls if call.status >= 400]  # noqa: PLR2004 - HTTP's own bound

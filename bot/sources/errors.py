"""Why a source gave no answer; `reason` is a short constant for records and logs.

SourceError (UpstreamError)
├── Unreachable     no connection, a broken one, or one too slow
├── ServerTrouble   the source answers that it cannot answer now, or shows a page in its place
├── Blocked         the source shuts us out: nothing must hurry
├── Declined        the source answered, but not to this question
├── TooLarge        more than an answer can hold
├── Garbled         an encoding that we did not ask for, or a broken one
├── Redirected      another address than the configured one
├── Paused          the source is left alone after failures; nothing was sent
└── Offline         the operator switched it off; nothing was sent
"""

from datetime import datetime

from bot.core.errors import UpstreamError
from bot.core.i18n import N_


class SourceError(UpstreamError):
    """A source gave no answer; `passing` means that trying again soon may help."""

    passing = False

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unreachable(SourceError):  # noqa: N818 - a state of the source, named as people say it
    """No connection came about, it broke, or it took too long."""

    message = N_("The source could not be reached.")
    passing = True


class ServerTrouble(SourceError):  # noqa: N818 - as Unreachable
    """The source says that it cannot answer now, and perhaps for how many seconds."""

    message = N_("The source is in trouble itself at the moment.")

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait
        self.passing = wait is None


class Blocked(SourceError):  # noqa: N818 - as Unreachable
    """The source shuts our address out."""

    message = N_("The source does not let us in at the moment.")


class Declined(SourceError):  # noqa: N818 - as Unreachable
    """The source is well, but did not take the question."""

    message = N_("The source does not know what it was asked for.")


class TooLarge(SourceError):  # noqa: N818 - as Unreachable
    """The answer does not end where an answer must."""

    message = N_("The source sent more than an answer can hold.")


class Garbled(SourceError):  # noqa: N818 - as Unreachable
    """The answer's bytes are not in a form that was asked for."""

    message = N_("The source's answer could not be read.")


class Redirected(SourceError):  # noqa: N818 - as Unreachable
    """The source pointed elsewhere; nobody went there."""

    message = N_("The source pointed to an address that is not allowed.")


class Paused(SourceError):  # noqa: N818 - as Unreachable
    """The source is left alone after failures."""

    message = N_("The source failed several times and is left alone for a while.")

    def __init__(self, until: datetime | None) -> None:
        super().__init__("paused")
        self.until = until


class Offline(SourceError):  # noqa: N818 - as Unreachable
    """The source is switched off."""

    message = N_("This source is switched off here.")
    hint = N_("What is held is answered from; whoever runs this Banquet can switch it on.")

    def __init__(self) -> None:
        super().__init__("offline")

"""Every error of Banquet, and whose it is.

BanquetError
├── AskerError      the asker can fix it: a sentence, the way out, lines that work
├── UpstreamError   something we depend on failed: a short apology, one warning in the log
│   ├── SourcesSilent  the exchange did not answer
│   ├── StoreBusy   the database is locked
│   └── StoreFull   the disk is full
└── OperatorError   whoever runs Banquet can fix it: one line, a non-zero exit

Anything else that is raised is our bug: the asker gets an incident key, the log the traceback.
"""

from collections.abc import Mapping

from bot.core.i18n import N_
from bot.core.replies import Button, Fact


class BanquetError(Exception):
    """The root of the tree."""


class AskerError(BanquetError):
    """A designed sentence for the asker; all texts are already in the asker's language."""

    def __init__(
        self,
        message: str,
        hint: str = "",
        buttons: tuple[tuple[Button, ...], ...] = (),
        summary: Mapping[str, Fact] | None = None,
    ) -> None:
        """Hold what happened, what to do next, and buttons whose lines work."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.buttons = buttons
        self.summary = summary or {}


class UpstreamError(BanquetError):
    """Something we depend on failed; `message` and `hint` are msgids, `cause` is for the log."""

    message = N_("A source that Banquet depends on did not answer.")
    hint = N_("Nothing was lost; please try again in a minute.")
    buttons: tuple[tuple[Button, ...], ...] = ()
    """What can be asked instead."""


class SourcesSilent(UpstreamError):  # noqa: N818 - a state of the sources, named as people say it
    """The exchange that has the figures did not answer."""

    message = N_("The exchange did not answer, so these figures are not here.")
    hint = N_("Please try again in a few minutes; /sources tells how the sources are doing.")

    def __init__(self, buttons: tuple[tuple[Button, ...], ...]) -> None:
        """Offer what is held instead."""
        super().__init__("sources silent")
        self.buttons = buttons


class StoreBusy(UpstreamError):  # noqa: N818 - a state of the store, named as people say it
    """Another process held the database for longer than we wait."""

    message = N_("The database is busy at the moment.")


class StoreFull(UpstreamError):  # noqa: N818 - as StoreBusy
    """The disk has no room; nothing was changed."""

    message = N_("The disk of this Banquet is full, so nothing was changed.")
    hint = N_("Whoever runs this Banquet has to make room; then send the line again.")


class OperatorError(BanquetError):
    """One line for whoever runs Banquet: what is wrong and where; the program exits with 2."""

"""Figures that would be welcome, and can wait until it is quiet."""

from datetime import date

from bot.core.intake import Dataset

MOST_WAITING = 200
"""Wishes kept; those beyond are dropped, for whoever wants them asks again."""


class Wishes:
    """A list of wishes, each once; the oldest is served first."""

    def __init__(self) -> None:
        """Begin without any."""
        self._waiting: dict[tuple[Dataset, date], None] = {}

    def later(self, dataset: Dataset, day: date) -> None:
        """Wish for the answer that holds a day."""
        if len(self._waiting) < MOST_WAITING:
            self._waiting.setdefault((dataset, day))

    def next(self) -> tuple[Dataset, date] | None:
        """Look at the oldest wish."""
        return next(iter(self._waiting), None)

    def done(self, dataset: Dataset, day: date) -> None:
        """Strike a wish out."""
        self._waiting.pop((dataset, day), None)

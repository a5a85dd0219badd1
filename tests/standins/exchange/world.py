"""What the stand-in knows: sessions, actions, closed days; tests read and change it at will."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Self

from bot.market.actions import ActionKind
from tests.standins.exchange.actions import Action
from tests.standins.exchange.bars import BarRow, days_of
from tests.standins.exchange.days import Day, Row
from tests.standins.exchange.faults import Faults, RowsChange


@dataclass(slots=True)
class World:
    """The state behind every host of one server."""

    days: MutableMapping[date, Day] = field(default_factory=dict)
    """Sessions; a day that is not in here is closed or not yet published: nobody can tell."""
    actions: list[Action] = field(default_factory=list)
    holidays: Mapping[date, tuple[str, str]] = field(default_factory=dict)
    """Rows of the yearly schedule, name and description; it lists some trading days too."""
    today: date | None = None
    """The exchanges' own day: nothing after it is published. None: everything is."""
    repeated: frozenset[date] = frozenset()
    """Closed weekdays that Yahoo fills with the day before, volume 0."""
    quoted_at: str = "13:30:00"
    """The time of day of the real-time quotes."""
    old_columns: bool = False
    """STOCK_DAY as before 2026: without its tenth column 註記."""
    faults: Faults = field(default_factory=Faults)
    version: int = 0
    """Counts the changes; answers rendered earlier are rendered anew."""
    seen_as: tuple[RowsChange, ...] = ()
    """What happens to every session's rows on their way out."""

    @classmethod
    def from_bars(
        cls,
        rows: Iterable[Sequence[str]],
        taiex: Mapping[date, Decimal] | None = None,
    ) -> Self:
        """Make a world of bars (code, day, open, high, low, close, shares), all of them text.

        The reference of each is the close before; names, kinds and markets are the bundled list's.
        """
        return cls(days=days_of(map(BarRow._make, rows), taiex or {}))

    def day(self, session: date) -> Day | None:
        """Return a published session."""
        if self.today is not None and session > self.today:
            return None
        return self.at(session) if session in self.days else None

    def at(self, session: date) -> Day:
        """Return a session's content as it goes out."""
        day = self.days[session]
        for change in self.seen_as:
            day = replace(day, rows=change(day.rows))
        return day

    def sessions(self, first: date, last: date) -> list[date]:
        """Return the published sessions of a range, oldest first."""
        end = last if self.today is None else min(last, self.today)
        return sorted(session for session in self.days if first <= session <= end)

    def newest(self) -> Day | None:
        """Return the newest published session."""
        found = self.sessions(date.min, date.max)
        return self.at(found[-1]) if found else None

    def first_of(self, code: str) -> date | None:
        """Return the first published session that has an instrument."""
        days = self.sessions(date.min, date.max)
        return next(
            (day for day in days if any(row.code == code for row in self.at(day).rows)), None
        )

    def listed(self, *kinds: ActionKind) -> list[Action]:
        """Return the actions of some kinds, by day and code."""
        found = [action for action in self.actions if action.kind in kinds]
        return sorted(found, key=lambda action: (action.session, action.code))

    def changed(self, change: RowsChange) -> "World":
        """Return the same world with something happening to every session's rows."""
        return replace(self, seen_as=(*self.seen_as, change))

    def put(self, day: Day) -> None:
        """Publish a session, or publish it anew."""
        self.days[day.session] = day
        self.version += 1

    def restate(self, session: date, code: str, change: Callable[[Row], Row]) -> None:
        """Publish a session anew with one instrument's row changed."""
        day = self.days[session]
        rows = tuple(change(row) if row.code == code else row for row in day.rows)
        self.put(replace(day, rows=rows))

    def publish_until(self, today: date) -> None:
        """Move the exchanges' own day."""
        self.today = today
        self.version += 1

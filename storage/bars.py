"""Daily bars by session; of a bar's revisions the highest is the one that is read."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, Row, Select, bindparam, func, select, text

from bot.core.ports import Span
from bot.market.bars import Bar, Provenance, ReferenceBasis
from storage.bar_table import bars
from storage.database import Database
from storage.notes import FIND, KEEP

FIGURES = "open high low close reference basis volume turnover trades source data_date fetched_at"
COLUMNS = ("code", "session", "revision", *FIGURES.split())
# A bundled bar that a later archive corrects is replaced; a fetched one (it has a time) stays.
WRITE = (
    text(
        f"INSERT INTO bars ({', '.join(COLUMNS)})"  # noqa: S608 - constants of this file
        f" VALUES ({', '.join(':' + name for name in COLUMNS)})"
        " ON CONFLICT (code, session, revision) DO UPDATE SET "
        + ", ".join(f"{name} = excluded.{name}" for name in FIGURES.split())
        + " WHERE bars.fetched_at IS NULL"
    )
    .bindparams(*(bindparam(name, type_=bars.c[name].type) for name in COLUMNS))
    .execution_options(preserve_rowcount=True)
)
ON = select(bars).where(
    bars.c.session == bindparam("session"), bars.c.code.in_(bindparam("codes", expanding=True))
)


class StoredBars:
    """The Bars and Archive ports on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def on(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the bars held of these codes in one session; the store asks no source."""
        return await self.held(session, codes)

    async def held(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the bars held of these codes in one session; absent ones are left out."""
        asked = {"session": session, "codes": list(codes)}
        statement = ON.order_by(bars.c.revision)
        rows = await self._database.read(
            lambda connection: connection.execute(statement, asked).all()
        )
        return {row.code: _bar(row) for row in rows}

    async def latest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return the last session up to `until` (inclusive) that holds `at_least` of the codes."""
        statement = _holding(codes, at_least).where(bars.c.session <= until)
        return await self._first_of(statement.order_by(bars.c.session.desc()))

    async def earliest(self, codes: Collection[str], since: date, at_least: int = 1) -> date | None:
        """Return the first session from `since` (inclusive) that holds `at_least` of the codes."""
        statement = _holding(codes, at_least).where(bars.c.session >= since)
        return await self._first_of(statement.order_by(bars.c.session))

    async def span(self, until: date) -> Span | None:
        """Return the range held up to `until`; None when nothing is."""
        held = select(bars.c.session, bars.c.code).where(bars.c.session <= until).distinct()
        each = held.subquery()
        statement = select(func.min(each.c.session), func.max(each.c.session), func.count())
        first, last, count = await self._database.read(
            lambda connection: connection.execute(statement.select_from(each)).one()
        )
        return Span(first, last, count) if count else None

    async def load(self, revision: str, bars: Sequence[Bar]) -> int:
        """Store the bars once per revision; return how many were written (0 = had them)."""
        note = {"key": f"archive.{revision}"}
        if await self._database.read(lambda connection: connection.execute(FIND, note).scalar()):
            return 0
        rows = [_row(bar) for bar in bars]

        def work(connection: Connection) -> int:
            """Write the bars and the note that they are there, both or neither."""
            if connection.execute(FIND, note).scalar() is not None:
                return 0
            connection.execute(KEEP, note | {"text": str(len(rows))})
            return connection.execute(WRITE, rows).rowcount if rows else 0

        return await self._database.write(work)

    async def _first_of(self, statement: Select[date]) -> date | None:
        """Return the first session of a query."""
        return await self._database.read(
            lambda connection: connection.execute(statement.limit(1)).scalar()
        )


def _holding(codes: Collection[str], at_least: int) -> Select[date]:
    """Select the sessions that hold at least so many of the codes."""
    return (
        select(bars.c.session)
        .where(bars.c.code.in_(codes))
        .group_by(bars.c.session)
        .having(func.count(bars.c.code.distinct()) >= at_least)
    )


def _row(bar: Bar) -> dict[str, object]:
    """Return the parameters of one row."""
    source = bar.provenance
    return {
        "code": bar.code,
        "session": bar.session,
        "revision": source.revision,
        "open": bar.open,
        "high": bar.high,
        "low": bar.low,
        "close": bar.close,
        "reference": bar.reference,
        "basis": bar.basis.value,
        "volume": bar.volume,
        "turnover": bar.turnover,
        "trades": bar.trades,
        "source": source.source,
        "data_date": source.data_date,
        "fetched_at": source.fetched_at,
    }


def _bar(row: Row[tuple[object, ...]]) -> Bar:
    """Return the bar of one row."""
    return Bar(
        code=row.code,
        session=row.session,
        open=row.open,
        high=row.high,
        low=row.low,
        close=row.close,
        reference=row.reference,
        basis=ReferenceBasis(row.basis),
        volume=row.volume,
        turnover=row.turnover,
        trades=row.trades,
        provenance=Provenance(row.source, row.data_date, row.fetched_at, row.revision),
    )

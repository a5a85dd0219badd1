"""The table of bars, and what all tables are registered in.

It stands apart from the other tables, which no query needs: their indexes name options of
PostgreSQL, and those load its whole dialect at every start, on SQLite too.
"""

from sqlalchemy import BigInteger, Column, Date, Integer, MetaData, Table, Text

from storage.types import Exact, Instant

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)

# By day first: whole sessions are read and written at once, most of all.
bars = Table(
    "bars",
    metadata,
    Column("session", Date, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("open", Exact),
    Column("high", Exact),
    Column("low", Exact),
    Column("close", Exact),
    Column("reference", Exact),
    Column("basis", Text, nullable=False),
    Column("volume", BigInteger),
    Column("turnover", Exact),
    Column("trades", BigInteger),
    Column("source", Text, nullable=False),
    Column("data_date", Date, nullable=False),
    Column("fetched_at", Instant),
    sqlite_with_rowid=False,
)

"""The revisions make exactly the tables that the program works with."""

import asyncio
from collections.abc import Callable

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, make_url, text
from sqlalchemy.pool import NullPool

from storage.engine import open_store
from storage.migrate import alembic_config, upgrade
from storage.revisions import HEAD, REVISIONS
from storage.tables import metadata
from tests.fakes import FakeClock


def _connected(url: str) -> Connection:
    """Connect without any pragma or timeout of ours."""
    parsed = make_url(url)
    plain = parsed.set(drivername="sqlite") if "sqlite" in url else parsed
    return create_engine(plain, poolclass=NullPool).connect()


def _is_ours(_item: object, name: str, *_: object) -> bool:
    """Leave out what only PostgreSQL has: procrastinate's tables, and the index for its jobs."""
    return not name.startswith("procrastinate_") and name != "ix_outbox_shard"


def test_the_known_revisions_are_those_of_the_scripts(empty_url: str) -> None:
    """The constant that saves reading the scripts tells the truth."""
    upgrade(empty_url)
    with _connected(empty_url) as connection:
        scripts = ScriptDirectory.from_config(alembic_config(connection))
    found = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS
    assert scripts.get_current_head() == HEAD


def test_the_revisions_make_the_tables(empty_url: str) -> None:
    """Autogenerate finds nothing left to do."""
    upgrade(empty_url)
    with _connected(empty_url) as connection:
        opts = {"compare_type": True, "include_object": _is_ours}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []
        indexes = {
            str(index["name"])
            for table in metadata.tables
            for index in inspect(connection).get_indexes(table)
        }
    wanted = {str(index.name) for table in metadata.tables.values() for index in table.indexes}
    assert wanted <= indexes


def test_upgrading_twice_changes_nothing(empty_url: str) -> None:
    """The second time finds everything done."""
    upgrade(empty_url)
    upgrade(empty_url)
    with _connected(empty_url) as connection:
        assert MigrationContext.configure(connection).get_current_revision() == HEAD


async def test_two_at_once_and_one_wins(empty_url: str, clock: FakeClock) -> None:
    """Five first starts at the same time all end up with the same tables."""
    stores = await asyncio.gather(*(open_store(empty_url, clock) for _ in range(5)))
    await stores[0].notes.write("a", "b")
    assert [await store.notes.read("a") for store in stores] == ["b"] * 5
    for store in stores:
        await store.close()


def test_going_back_leaves_nothing(empty_url: str) -> None:
    """The first revision takes back all that it made."""
    upgrade(empty_url)
    with _connected(empty_url) as connection:
        command.downgrade(alembic_config(connection), "base")
        connection.commit()
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}


def test_procrastinate_may_be_there_already(postgres: Callable[[], str]) -> None:
    """Its own command may have been run before; going up and down again does no harm."""
    with _connected(postgres()) as connection:
        config = alembic_config(connection)
        command.downgrade(config, "0004")
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
        connection.execute(text("DROP INDEX ix_outbox_shard"))
        command.upgrade(config, "head")
        command.downgrade(config, "0003")
        left = text("SELECT count(*) FROM pg_proc WHERE proname LIKE 'procrastinate%'")
        assert connection.execute(left).scalar() == 0
        command.upgrade(config, "head")
        assert inspect(connection).has_table("procrastinate_jobs")
        connection.rollback()

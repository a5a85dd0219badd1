"""Read which schema revision a database holds."""

from sqlalchemy import Connection, inspect, text

from bot.core.errors import OperatorError
from storage.revisions import is_newer


def found_revision(connection: Connection) -> str | None:
    """Return the revision; None for a new database; refuse a newer or a foreign one."""
    names = set(inspect(connection).get_table_names())
    if "alembic_version" not in names:
        if names and connection.dialect.name == "sqlite":
            raise OperatorError("the database belongs to another program: it has other tables")
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if is_newer(found):
        raise OperatorError(
            f"the database has schema {found} of a newer Banquet; update Banquet to use it"
        )
    return str(found) if found is not None else None

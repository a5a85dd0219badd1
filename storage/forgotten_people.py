"""A person who wants to be forgotten: their own rows go, and others' rows name them no more."""

from sqlalchemy import Connection, text

FORGOTTEN = "forgotten"
"""Who stands in place of a person's id."""
WHOSE = "platform = :platform AND person = :person"
DELETED = {
    "baskets": f"baskets WHERE {WHOSE}",
    "editors": f"editors WHERE {WHOSE}",
    "tickets": f"tickets WHERE {WHOSE}",
    "buttons": (
        "buttons WHERE platform = :platform AND (presser = :person OR line IN (:added, :removed))"
    ),
}
"""What is a person's own, by name."""
UNNAMED = {
    "orders": (
        "UPDATE subscriptions SET made_by = 0 WHERE platform = :platform AND made_by = :person"
    ),
    "changes": "UPDATE audit SET author = :forgotten WHERE author = :key",
    "appointments": (
        "UPDATE audit SET what = 'editor:0', old = CASE WHEN old IS NULL THEN NULL ELSE '0' END,"
        " new = CASE WHEN new IS NULL THEN NULL ELSE '0' END"
        " WHERE platform = :platform AND what = :editor"
    ),
    "editors": "UPDATE editors SET made_by = :forgotten WHERE made_by = :key",
    "bans": "UPDATE bans SET made_by = :forgotten WHERE made_by = :key",
}
"""What others' rows say of a person, by name."""
# The row that a private list leaves among the chats, under the person's id.
OWN = text(
    "UPDATE chats SET own = (SELECT COUNT(*) > 0 FROM baskets WHERE platform = :platform"
    " AND chat = :person AND person = 0) WHERE platform = :platform AND id = :person"
)
BARE = text(
    "DELETE FROM chats WHERE platform = :platform AND id = :person AND settings = '' AND NOT own"
    " AND NOT EXISTS (SELECT 1 FROM subscriptions AS s"
    " WHERE s.platform = :platform AND s.chat = :person)"
)
DELETE = {
    name: text(f"DELETE FROM {rows}").execution_options(preserve_rowcount=True)  # noqa: S608 - constants of this file
    for name, rows in DELETED.items()
}
UNNAME = [text(sql).execution_options(preserve_rowcount=True) for sql in UNNAMED.values()]


def forget_person(connection: Connection, platform: str, person: int) -> dict[str, int]:
    """Delete what is a person's own and take their id out of the rest; return how many rows."""
    values = {
        "platform": platform,
        "person": person,
        "key": f"{platform}:{person}",
        "editor": f"editor:{person}",
        "added": f"/editors add {person}",
        "removed": f"/editors remove {person}",
        "forgotten": FORGOTTEN,
    }
    gone = {name: connection.execute(sql, values).rowcount for name, sql in DELETE.items()}
    named = sum(connection.execute(sql, values).rowcount for sql in UNNAME)
    for sql in (OWN, BARE):
        connection.execute(sql, {"platform": platform, "person": person})
    return {**gone, "named": named}

"""The schema revisions this program knows, so that a start need not read the scripts."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
"""All revisions in order; a test compares them with `storage/migrations/versions`."""

HEAD = REVISIONS[-1]


def is_newer(found: str | None) -> bool:
    """Tell whether a database was made by a later program than this one."""
    return found is not None and found not in REVISIONS

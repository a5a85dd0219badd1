"""Orders that nothing pauses and that still have no next run: the calendar ended before it."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from bot.core.planning import Idle
from bot.core.subscriptions import Days, Form, Occurrence, Schedule
from storage.types import Instant, clock_time

KEY = "platform, variant, line, at, zone, days, on_day, form, skip_closed"
IDLE = text(
    f"SELECT {KEY} FROM subscriptions WHERE pause = '' AND next_at IS NULL"  # noqa: S608 - constants of this file
    f" GROUP BY {KEY} ORDER BY MIN(id)"
)
RESTART = (
    text(
        "UPDATE subscriptions SET next_day = :day, next_at = :at WHERE pause = ''"
        " AND next_at IS NULL AND platform = :platform AND variant = :variant"
    )
    .bindparams(bindparam("at", type_=Instant))
    .execution_options(preserve_rowcount=True)
)


def idle(connection: Connection) -> Sequence[Idle]:
    """Return the orders without a next run, those that run alike as one."""
    return [
        Idle(
            platform=row.platform,
            key=row.variant,
            line=row.line,
            schedule=Schedule(Days(row.days), clock_time(row.at), row.zone, row.on_day),
            form=Form(row.form),
            skip_closed=bool(row.skip_closed),
        )
        for row in connection.execute(IDLE)
    ]


def restart(connection: Connection, orders: Idle, following: Occurrence) -> int:
    """Give orders their next run; return how many."""
    where = {"platform": orders.platform, "variant": orders.key}
    run = {"day": following.day.isoformat(), "at": following.at}
    return connection.execute(RESTART, {**where, **run}).rowcount

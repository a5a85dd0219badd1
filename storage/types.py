"""Column types that give back on SQLite and PostgreSQL exactly what was put in."""

from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import DateTime, Numeric, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC; on SQLite as ISO text of one width, so that it sorts."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose `timestamptz` on PostgreSQL and text on SQLite."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(32))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """Refuse a naive datetime; turn the others into UTC."""
        return None if value is None else bound_instant(value, dialect)

    def process_result_value(
        self, value: datetime | str | None, dialect: Dialect
    ) -> datetime | None:
        """Give back an aware datetime in UTC."""
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return value.astimezone(UTC) if dialect.name != "sqlite" else value


def bound_instant(value: datetime, dialect: Dialect) -> datetime | str:
    """Return an aware instant in the form that a dialect's driver is given."""
    if value.tzinfo is None:
        raise ValueError("the store takes aware datetimes only")
    instant = value if value.tzinfo is UTC else value.astimezone(UTC)
    return instant.isoformat(timespec="microseconds") if dialect.name == "sqlite" else instant


class Exact(TypeDecorator[Decimal]):
    """A decimal number, digit for digit: NUMERIC on PostgreSQL, text on SQLite."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose unbounded `numeric` on PostgreSQL and text on SQLite."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(Numeric(asdecimal=True))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        """Refuse NaN and infinities; keep every digit of the others."""
        if value is None:
            return None
        if not value.is_finite():
            raise ValueError("the store takes finite numbers only")
        return f"{value:f}" if dialect.name == "sqlite" else value

    def process_result_value(self, value: Decimal | str | None, dialect: Dialect) -> Decimal | None:
        """Give back a Decimal."""
        del dialect
        return Decimal(value) if isinstance(value, str) else value


class Words(TypeDecorator[str]):
    """Text from outside: NUL and lone surrogates, which no database keeps, become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what PostgreSQL (NUL) and UTF-8 (lone surrogates) cannot hold."""
        del dialect
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """Return the text with NUL and lone surrogates replaced by U+FFFD."""
    if "\0" in text:
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clock_time(text: str) -> time | None:
    """Return a stored time of day; "" is none."""
    return time.fromisoformat(text) if text else None


def clock_text(at: time | None) -> str:
    """Return a time of day as it is stored: `HH:MM`, or "" for none."""
    return f"{at:%H:%M}" if at else ""

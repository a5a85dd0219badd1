"""What the answers of TWSE share: the hosts, and single TWD and shares."""

from bot.sources.feed import Refused
from bot.sources.reading.tables import Table

HOST = "twse"
OPENAPI_HOST = "twse_openapi"

_MULTIPLES = ("千", "仟", "張", "億")


def check_units(table: Table) -> None:
    """Refuse figures in thousands or lots: they come as single TWD and shares."""
    if any(word in table.hints for word in _MULTIPLES):
        raise Refused("units", table.hints)

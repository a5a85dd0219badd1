"""Read the names of the columns of every table from fields.toml."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

_FILE = Path(__file__).with_suffix(".toml")


def _read() -> dict[str, Mapping[str, tuple[str, ...]]]:
    """Split every line of the file into names."""
    hosts = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        host: MappingProxyType({table: tuple(names.split("|")) for table, names in tables.items()})
        for host, tables in hosts.items()
    }


FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(_read())
"""The columns by host and table, and under `senses` the names by what a column means."""

"""The bundled schedule is the library's."""

from bot.data.closures import load_schedule
from bot.market.calendar import library_schedule
from tools.schedule import FILE, FIRST, LAST, written


def test_the_file_is_what_the_tool_writes() -> None:
    """A new release of the library shows up here, and the tool is run again."""
    assert FILE.read_text("utf-8") == written()


def test_every_year_is_read_as_the_library_has_it() -> None:
    """Reading loses no day and no name."""
    for year in range(FIRST, LAST + 1):
        assert dict(load_schedule(year)) == dict(library_schedule(year))

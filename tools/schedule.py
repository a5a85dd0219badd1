"""Carry the planned closures over from the `holidays` library into `bot/data/schedule.csv`.

    python -m tools.schedule

The library's import takes longer than a whole answer may; a test holds the file to the library.
"""

from datetime import date
from pathlib import Path

from bot.market.calendar import library_schedule

FILE = Path(__file__).resolve().parent.parent / "bot" / "data" / "schedule.csv"
FIRST, LAST = 2015, 2027


def rows() -> list[tuple[date, str]]:
    """Return every planned closure of the known years, oldest first."""
    years = range(FIRST, LAST + 1)
    return [row for year in years for row in sorted(library_schedule(year).items())]


def written() -> str:
    """Return the file's text."""
    return "date,name\n" + "".join(f"{day.isoformat()},{name}\n" for day, name in rows())


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
    print(f"{len(rows())} planned closures, {FIRST} to {LAST}")

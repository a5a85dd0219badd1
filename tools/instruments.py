"""Carry the list of instruments over from the installed `twstock` wheel.

Usage: `python -m tools.instruments` (after `pip install -U twstock`), from the checkout's root.

Reads `twse_equities.csv` and `tpex_equities.csv` of the wheel (MIT licence; facts of the exchanges'
ISIN pages), writes `bot/data/instruments.csv` and prints what was added, removed and renamed.
Warrants and asset-backed securities are dropped. The same wheel gives the same bytes.
"""

import csv
import io
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

TARGET = Path(__file__).parents[1] / "bot" / "data" / "instruments.csv"

KINDS = {
    "股票": "stock",
    "創新板": "stock",
    "ETF": "etf",
    "ETN": "etn",
    "臺灣存託憑證(TDR)": "tdr",
    "特別股": "preferred",
    "受益證券-不動產投資信託": "reit",
}
DROPPED = {"上市認購(售)權證", "上櫃認購(售)權證", "受益證券-資產基礎證券"}
OTHER_CURRENCY = re.compile(r"00[0-9]{3}K")
"""Classes of funds in another currency than TWD."""
MARKETS = {"上市": "TWSE", "上市臺灣創新板": "TWSE", "上櫃": "TPEx"}
SPACES = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
"""Spaces that may go: a space between two Latin words is part of the name."""


class Row(NamedTuple):
    """One line of the bundled list, all text; `listed` is an ISO date."""

    code: str
    name: str
    market: str
    kind: str
    listed: str
    industry: str


def clean(name: str) -> str:
    """Return a name as the quote feeds print it: without the par-value star and padding."""
    return SPACES.sub("", unicodedata.normalize("NFKC", name).replace("*", ""))


def convert(row: Mapping[str, str]) -> Row | None:
    """Turn a row of the wheel into ours; None when it is dropped, KeyError when it is unknown."""
    if row["type"] in DROPPED or OTHER_CURRENCY.fullmatch(row["code"].strip()):
        return None
    return Row(
        code=row["code"].strip(),
        name=clean(row["name"]),
        market=MARKETS[row["market"]],
        kind=KINDS[row["type"]],
        listed=row["start"].replace("/", "-"),
        industry=clean(row["group"]),
    )


def collect(folder: Path) -> list[Row]:
    """Read both files of the wheel into rows sorted by code."""
    rows: list[Row] = []
    for name in ("twse_equities.csv", "tpex_equities.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows.extend(kept for row in csv.DictReader(file) if (kept := convert(row)))
    return sorted(rows)


def render(rows: Iterable[Row]) -> str:
    """Write rows as CSV text with a header and plain newlines."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Row._fields)
    writer.writerows(rows)
    return text.getvalue()


def parse(text: str) -> list[Row]:
    """Read back what `render` wrote."""
    return [Row(*fields) for fields in list(csv.reader(io.StringIO(text)))[1:]]


def changes(before: Iterable[Row], after: Iterable[Row]) -> Iterator[str]:
    """Yield a line for each code that came, went or changed its name."""
    old, new = ({row.code: row.name for row in rows} for rows in (before, after))
    for code in sorted(old.keys() | new.keys()):
        if code not in old:
            yield f"added {code} {new[code]}"
        elif code not in new:
            yield f"removed {code} {old[code]}"
        elif old[code] != new[code]:
            yield f"renamed {code} {old[code]} -> {new[code]}"


def wheel_folder() -> Path | None:
    """Find the code lists of the installed wheel without importing it; None when absent."""
    spec = find_spec("twstock")
    return Path(spec.origin).parent / "codes" if spec and spec.origin else None


def main() -> int:
    """Write the list anew; return the exit code."""
    folder = wheel_folder()
    if folder is None:
        print("The twstock wheel is not installed.", file=sys.stderr)
        return 1
    before = parse(TARGET.read_text(encoding="utf-8")) if TARGET.exists() else []
    after = collect(folder)
    TARGET.write_text(render(after), encoding="utf-8", newline="")
    for line in changes(before, after):
        print(line)
    print(f"{len(after)} instruments")
    return 0


if __name__ == "__main__":
    sys.exit(main())

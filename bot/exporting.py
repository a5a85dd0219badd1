"""`banquet export bars FROM TO`: the store's bars as CSV."""

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

from bot.app import assemble
from bot.config import Config
from bot.core.clock import Clock
from bot.core.errors import OperatorError
from bot.core.wording import bare

HEADER = (
    "date", "code", "market", "open", "high", "low", "close",
    "reference", "volume", "turnover", "source",
)  # fmt: skip


async def export_bars(
    config: Config, clock: Clock, first: date, last: date, out: Path | None
) -> int:
    """Write the bars of a range, by date and code; decimals plain, what is unknown empty."""
    if first > last:
        raise OperatorError(f"FROM {first} is after TO {last}")
    banquet = await assemble(config, clock)
    try:
        with _opened(out) as target:
            writer = csv.writer(target, lineterminator="\n")
            writer.writerow(HEADER)
            written = 0
            async for bar in banquet.store.sessions.exported(first, last):
                found = banquet.almanac.directory.get(bar.code)
                market = found.market.value if found else ""
                prices = (bar.open, bar.high, bar.low, bar.close, bar.reference)
                writer.writerow(
                    (
                        bar.session.isoformat(),
                        bar.code,
                        market,
                        *("" if price is None else bare(price) for price in prices),
                        "" if bar.volume is None else bar.volume,
                        "" if bar.turnover is None else bare(bar.turnover),
                        bar.provenance.source,
                    )
                )
                written += 1
    finally:
        await banquet.close()
    if out:
        print(f"{written} bars written to {out}")
    return 0


@contextmanager
def _opened(out: Path | None) -> Iterator[TextIO]:
    """Open the file, or give standard output."""
    if out is None:
        yield sys.stdout
        return
    try:
        target = out.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise OperatorError(f"--out {out}: {error.strerror}") from None
    with target:
        yield target

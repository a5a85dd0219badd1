"""`/compare 2330 2317 2025-02-03`: what became of instruments over the same time."""

from typing import Annotated

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.market_ports import Actions
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import registry
from bot.core.replies import Reply
from bot.core.values import AtMost, SessionDate
from bot.core.wording import long_date
from bot.market.instruments import TAIEX, Instrument
from handlers.saying.compared import Compared, compared, rows_of
from handlers.saying.spans import look_last


@registry.command("compare", "比較", "比一比", rank=46, baskets_to="since")
async def compare(
    instruments: Annotated[tuple[Instrument, ...], "codes or names, up to 6", AtMost(6)],
    start: Annotated[SessionDate, "from the close of this session"],
    end: Annotated[SessionDate | None, "to the close of this one, the latest by default"] = None,
    *,
    bars: Bars,
    actions: Actions,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply:
    """What became of instruments over the same time.

    /compare 2330 2317 2382 2025-01-22
    /compare 2330 2357 2025-01-21 2025-02-03

    From close to close, beside the TAIEX. Splits and capital reductions are reckoned in; with
    dividends means that they were put back into the shares on the ex-dividend day. What cannot be
    known is a dash.
    """
    codes = [one.code for one in instruments]
    first = min(start, end or start)
    last = max(start, end) if end else await look_last(codes, first, bars, moment)
    if last is None or first == last:
        message = say("No session after {date} is held here.", date=long_date(first, say))
        raise AskerError(message, say("Give an earlier session to begin with."))
    wanted = {*codes, TAIEX.code}
    bases, ends = await bars.on(first, wanted), await bars.on(last, wanted)
    rows = await rows_of((*instruments, TAIEX), bases, ends, actions)
    spans = Compared(instruments, first, last, rows, asked=end is not None)
    return compared(spans, almanac, moment, say)

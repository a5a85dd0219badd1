"""A move as the figure an answer states, and where figures come from."""

from collections.abc import Iterable

from bot.core.i18n import Say
from bot.core.replies import Figure
from bot.market.actions import CorporateAction
from bot.market.bars import Bar, Provenance
from bot.market.marks import marks_of
from bot.market.moves import Limit, Move, round_percent


def figure_of(move: Move, actions: Iterable[CorporateAction] = ()) -> Figure:
    """State a move; the percentage is rounded to two decimals, half up.

    The marks name what happened to the shares: those of `actions` that are of that session.
    """
    bar = move.bar
    return Figure(
        code=move.instrument.code,
        name=move.instrument.name,
        date=bar.session,
        open=bar.open,
        high=bar.high,
        low=bar.low,
        close=bar.close,
        reference=bar.reference,
        reference_basis=bar.basis.value,
        change=move.change,
        percent=None if move.percent is None else round_percent(move.percent),
        volume=bar.volume,
        turnover=bar.turnover,
        limit=None if move.limit is None else "up" if move.limit is Limit.UP else "down",
        marks=marks_of(move.instrument, bar.session, actions),
        source=bar.provenance.source,
        fetched_at=bar.provenance.fetched_at,
    )


def sources_of(
    bars: Iterable[Bar], say: Say, beside: Iterable[Bar] = (), others: Iterable[Provenance] = ()
) -> str:
    """Name the sources of the bars asked for and of what is shown beside them, each once.

    `others` are those of figures that are no bars. It is said where no volume of the bars asked
    for is known.
    """
    held = list(bars)
    origins = (*(bar.provenance for bar in (*held, *beside)), *others)
    sources = dict.fromkeys(origin.source for origin in origins)
    names = [say(name) for name in sources]
    if all(bar.volume is None for bar in held):
        names.append(say("volume: no data"))
    return say("Source: {source}", source=say(" · ").join(names))

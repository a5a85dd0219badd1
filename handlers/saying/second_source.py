"""What a second source says of a close, beside the figure of the first."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from bot.core.i18n import Say
from bot.core.market_ports import Opinion, Opinions
from bot.core.replies import Fact, Reply, paragraph
from bot.core.wording import points, price
from bot.market.instruments import Kind
from bot.market.moves import Move

_CENT = Decimal("0.01")


async def with_opinion(reply: Reply, move: Move, opinions: Opinions, say: Say) -> Reply:
    """Add whether a second source agrees; nothing where there is none, or it is the same one."""
    bar = move.bar
    opinion = await opinions.on(bar.session, bar.code) if bar.close is not None else None
    if bar.close is None or opinion is None or opinion.source == bar.provenance.source:
        return reply
    agrees = _rounded(opinion.close) == _rounded(bar.close)
    text = _agreement(opinion, say) if agrees else _difference(move, opinion, say)
    stated: dict[str, Fact] = {"source": opinion.source, "close": opinion.close, "agrees": agrees}
    stating = replace(reply, summary={**reply.summary, "second_source": stated})
    return stating.with_block(paragraph(text))


def _agreement(opinion: Opinion, say: Say) -> str:
    """Say that both are the same."""
    return say("Two sources agree ({source}).", source=say(opinion.source))


def _difference(move: Move, opinion: Opinion, say: Say) -> str:
    """Say both figures."""
    show = points if move.instrument.kind is Kind.INDEX else price
    return say(
        "Two sources differ: {first} {close}, {second} {other}.",
        first=say(move.bar.provenance.source),
        close=show(move.bar.close),
        second=say(opinion.source),
        other=show(opinion.close),
    )


def _rounded(close: Decimal) -> Decimal:
    """Round a close to the cent, the finest step there is."""
    return close.quantize(_CENT, ROUND_HALF_UP)

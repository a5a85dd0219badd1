"""What the clock adds to an answer: that it is late, corrected, or that the market is closed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from bot.core.clock import TAIPEI
from bot.core.i18n import Say
from bot.core.replies import Button, Reply, paragraph
from bot.core.wording import day_name, long_date, price
from bot.digests.facts import FIELDS, Restated
from bot.digests.windows import Window

SHOWN = 3
"""Restated figures that are spelled out; the others are counted."""


def late_text(due: datetime, say: Say) -> str:
    """Say when a message should have been there."""
    return say("Sent late: it was due at {time} (Taipei).", time=_clock(due))


def with_late(reply: Reply, text: str) -> Reply:
    """Put the mark of a late message before its text."""
    return replace(reply, blocks=(paragraph(text), *reply.blocks)) if text else reply


def with_corrections(reply: Reply, corrections: Sequence[str]) -> Reply:
    """Put the corrections before the text that they are about."""
    if not corrections:
        return reply
    return replace(reply, blocks=(paragraph(*corrections), *reply.blocks))


def correction_lines(changes: Sequence[Restated], now: datetime, say: Say) -> list[str]:
    """Say which figures the exchange restated, old and new."""
    lines = [_correction(one, now, say) for one in changes[:SHOWN]]
    if len(changes) > SHOWN:
        lines.append(say("… and {count} more figures.", count=len(changes) - SHOWN))
    return lines


def correction_reply(title: str, lines: Sequence[str], say: Say) -> Reply:
    """Say aloud what an edit alone would leave unseen."""
    note = say("The message above was changed; the exchange restated its figures.")
    return Reply(say("Correction: {title}", title=title), (paragraph(*lines, note),))


def closed_reply(window: Window, line: str, say: Say) -> Reply:
    """Say in one line that there was no session, and offer what was subscribed."""
    assert window.closure is not None  # noqa: S101 - narrows the type for the checker
    title = say("No session on {date}: {reason}.", date=long_date(window.session, say),
                reason=day_name(window.closure, say))  # fmt: skip
    return Reply(title, buttons=((Button(say("Latest figures"), line),),))


def _correction(one: Restated, now: datetime, say: Say) -> str:
    """Say one restated figure."""
    return say(
        "Corrected {time}: {name} {field} {old} → {new} (restated by the exchange)",
        time=f"{now.astimezone(TAIPEI):%H:%M}", name=one.name, field=say(FIELDS[one.field]),
        old=_written(one.field, one.old), new=_written(one.field, one.new),
    )  # fmt: skip


def _written(name: str, value: str) -> str:
    """Write a figure as people read it."""
    if name == "percent":
        return f"{value}%"
    return value if name == "change" else price(Decimal(value))


def _clock(at: datetime) -> str:
    """Write a Taipei date and time."""
    return f"{at.astimezone(TAIPEI):%Y-%m-%d %H:%M}"

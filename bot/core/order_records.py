"""Standing orders as the record of changes keeps them: what was ordered, and no person's id."""

import json
from datetime import time
from decimal import Decimal

from bot.core.principals import Chat, ChatKind
from bot.core.subscriptions import Days, Form, Pause, Schedule, Subscription


def recorded(order: Subscription) -> str:
    """Write what a chat ordered, so that equal orders are equal texts.

    Of all pauses only the chat's own counts: the others come and go by themselves.
    """
    schedule = order.schedule
    told = {
        "kind": order.chat.kind.value,
        "topic": order.chat.topic or 0,
        "line": order.line,
        "at": f"{schedule.at:%H:%M}" if schedule.at else "",
        "zone": schedule.zone,
        "days": schedule.days.value,
        "on": schedule.on,
        "form": order.form.value,
        "silent": order.silent,
        "skip_closed": order.skip_closed,
        "moved": None if order.moved is None else f"{order.moved:f}",
        "paused": order.pause is Pause.ASKED,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def recorded_change(
    before: Subscription | None, after: Subscription | None
) -> tuple[str | None, str | None]:
    """Write an order before and after a change; None = there was or is none."""
    return (recorded(before) if before else None), (recorded(after) if after else None)


def from_record(chat: Chat, number: int, text: str) -> Subscription:
    """Read an order of a chat back; who made it and its next run are not in the record."""
    told = json.loads(text)
    at = time.fromisoformat(told["at"]) if told["at"] else None
    return Subscription(
        id=number,
        chat=Chat(chat.platform, chat.id, ChatKind(told["kind"]), told["topic"] or None),
        line=told["line"],
        schedule=Schedule(Days(told["days"]), at, told["zone"], told["on"]),
        form=Form(told["form"]),
        silent=told["silent"],
        skip_closed=told["skip_closed"],
        moved=None if told["moved"] is None else Decimal(told["moved"]),
        pause=Pause.ASKED if told["paused"] else Pause.NONE,
    )

"""Acting on a group from a private chat: `/for -100123:7 /settings` is run as if asked there.

Whoever asks must have the right there: the gates ask the group's platform, at every press.
"""

import re
from dataclasses import replace
from typing import Final

from bot.core.principals import Chat, ChatKind
from bot.core.replies import Button, Reply
from bot.core.requests import Request

_REMOTE: Final = re.compile(r"(/for (-?[0-9]{1,18})(?::([0-9]{1,18}))?) (/.+)", re.DOTALL)


def prefix_of(chat: Chat) -> str:
    """Return what is put before a line to run it for a group."""
    topic = f":{chat.topic}" if chat.topic else ""
    return f"/for {chat.id}{topic}"


def remote(request: Request) -> tuple[Request, str] | None:
    """Return the request as asked in the group, and its prefix; None for any other line."""
    found = _REMOTE.fullmatch(request.text)
    if found is None or request.named or request.chat.kind is not ChatKind.PRIVATE:
        return None
    topic = int(found[3]) if found[3] else None
    chat = Chat(request.chat.platform, int(found[2]), ChatKind.GROUP, topic)
    return replace(request, chat=chat, text=found[4], addressed=True, links=False), found[1]


def led_back(reply: Reply, prefix: str) -> Reply:
    """Let every button of the answer act on the same group."""
    rows = tuple(
        tuple(replace(one, line=f"{prefix} {one.line}") for one in row) for row in reply.buttons
    )
    return replace(reply, buttons=rows, shared=False)


def opened(button: str, token: str) -> Button:
    """Return the button that leads from a group into the private chat."""
    return Button(button, "/settings", start=token)

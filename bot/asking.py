"""`banquet ask`: one line in, one answer out."""

import json
from typing import Literal

from bot.app import assemble
from bot.config import Config
from bot.core.answers import as_json
from bot.core.clock import Clock
from bot.core.i18n import say_in
from bot.core.plain import plain
from bot.core.principals import Chat, Principal
from bot.core.replies import Reply
from bot.core.requests import Request

_EXITS = {"asker": 1, "upstream": 3, "bug": 4}
_NOBODY = 1
_PATIENCE = 20.0
"""Seconds to wait for figures that have to be fetched: nobody can ask this process again."""


async def ask_once(
    config: Config,
    clock: Clock,
    line: str,
    form: Literal["text", "json", "html"],
    language: str | None,
    *,
    replay: bool,
) -> int:
    """Answer one line on standard output and return the exit code."""
    banquet = await assemble(config.for_replay() if replay else config, clock, _PATIENCE)
    try:
        chat, asker = Chat("console", 0), Principal("console", 0, local=True)
        request = Request(chat, asker, line, clock.now(), addressed=True, speak=language)
        reply = await banquet.core.answer(request)
        if reply and reply.fault and await banquet.sources.catch_up(_PATIENCE):
            reply = await banquet.core.answer(request)
        spoken = language or await banquet.core.language(chat)
    finally:
        await banquet.close()
    if reply is None:
        return _NOBODY
    print(_written(reply, form, spoken))
    return _EXITS[reply.fault.kind] if reply.fault else 0


def _written(reply: Reply, form: str, language: str) -> str:
    """Write a reply in the form that was asked for."""
    say = say_in(language)
    if form == "json":
        return json.dumps(as_json(reply), ensure_ascii=False, indent=2)
    if form == "html":
        from bot.platforms.web.render import fragment  # noqa: PLC0415 - only when it is asked for

        return fragment(reply, say)
    return plain(reply)

"""`POST /api/ask`: one line in, the object of `banquet ask --format json` out."""

import asyncio
import json
from dataclasses import dataclass

from aiohttp import hdrs, web

from bot.core.answers import as_json
from bot.core.clock import Clock
from bot.core.core import Core
from bot.core.i18n import LANGUAGES, say_in
from bot.core.principals import Chat, Principal
from bot.core.requests import Request
from bot.platforms.web.gallery import Gallery
from bot.platforms.web.render import fragment

CHAT = Chat("web", 0)
ASKER = Principal("web", 0, local=True)
"""Everybody who opens the page is the same person: whoever runs this Banquet."""
BODY_LIMIT = 16 * 1024
_LINE_LIMIT = 4096
_KEYS = {"line", "lang", "html"}


@dataclass(frozen=True, slots=True)
class Question:
    """The body of a question."""

    line: str
    lang: str | None
    html: bool


class Asking:
    """Answer questions of the page and of scripts."""

    def __init__(self, core: Core, clock: Clock, patience_seconds: float, gallery: Gallery) -> None:
        """Ask this core; wait this long for a body; hang pictures there."""
        self._core = core
        self._gallery = gallery
        self._clock = clock
        self._patience = patience_seconds

    async def answer(self, request: web.Request) -> web.Response:
        """Answer a question; faults of the asker and of sources are answers too."""
        question = await self._question(request)
        asked = Request(
            CHAT, ASKER, question.line, self._clock.now(), addressed=True, speak=question.lang
        )
        reply = await self._core.answer(asked)
        if reply is None:
            return web.Response(status=204)
        say = say_in(question.lang or await self._core.language(CHAT))
        answer = as_json(reply)
        if question.html:
            self._gallery.hang(reply.picture)
            answer["html"] = fragment(reply, say, reply.picture)
        return json_response(answer)

    async def _question(self, request: web.Request) -> Question:
        """Read the body: JSON only, small, in time."""
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(text="Send application/json.\n")
        try:
            async with asyncio.timeout(self._patience):
                body = await request.read()
        except TimeoutError:
            raise web.HTTPRequestTimeout(text="The question took too long to arrive.\n") from None
        question = question_in(body)
        if question is None:
            raise web.HTTPBadRequest(text='Send {"line": "/help", "lang": "zh-TW" or "en"}.\n')
        return question


def question_in(body: bytes) -> Question | None:
    """Read a question; None for anything that is not exactly one."""
    try:
        held = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(held, dict) or not held.keys() <= _KEYS:
        return None
    line, lang, html = held.get("line"), held.get("lang"), held.get("html", False)
    if not isinstance(line, str) or not line.strip() or len(line) > _LINE_LIMIT:
        return None
    if lang not in (None, *LANGUAGES) or not isinstance(html, bool):
        return None
    return Question(line, lang, html)


def json_response(content: object) -> web.Response:
    """Write JSON as it is read by people too: without escapes of Chinese."""
    text = json.dumps(content, ensure_ascii=False)
    return web.Response(
        body=text.encode("utf-8", "replace"),
        headers={hdrs.CONTENT_TYPE: "application/json; charset=utf-8"},
    )

"""What an event of a chat brings about, and where what was said under an old id belongs."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from bot.core.chat_life import Life
from bot.core.i18n import Say
from bot.core.principals import Chat, Principal
from bot.core.replies import Reply
from bot.core.welcome import greeting, welcome
from bot.platforms.telegram.events import Away, Event, Moved, may_have_moved
from bot.platforms.telegram.gate import Press, Question
from bot.platforms.telegram.reading import PLATFORM

Greeting: TypeAlias = Callable[[Say], Reply]


async def lived(event: Event, life: Life) -> tuple[Chat, Greeting] | None:
    """Take an event in; return the chat that is to be greeted, and how."""
    if isinstance(event, Moved):
        await life.moved(PLATFORM, event.old, event.new)
        return None
    if isinstance(event, Away):
        await life.away(event.chat, event.reason)
        return None
    chat = await life.newest(event.chat)
    if await life.back(chat):
        return chat, greeting
    return (chat, welcome) if event.added else None


async def asked_there(question: Question, life: Life) -> Question:
    """Return a question of a group that moved since as asked in its new place."""
    request = question.request
    here = await _now(request.chat, life)
    if here == request.chat:
        return question
    asker = _renamed(request.principal, request.chat, here)
    # The new group numbers its messages anew: a reply would refer to another one.
    return Question(replace(request, chat=here, principal=asker), None)


async def pressed_there(press: Press, life: Life) -> Press:
    """Return a press in a group that moved since as made in its new place."""
    if press.chat is None:
        return press
    here = await _now(press.chat, life)
    return press if here == press.chat else replace(press, chat=here, editable=False)


async def _now(chat: Chat, life: Life) -> Chat:
    """Return a chat under the id that it goes by now; only basic groups are looked up."""
    return await life.newest(chat) if may_have_moved(chat) else chat


def _renamed(asker: Principal, there: Chat, here: Chat) -> Principal:
    """Return an asker under the new id; only a group that asked as itself has another one."""
    return replace(asker, id=here.id) if asker.id == there.id else asker

"""`/lang en`: the language of a chat; in a group its admins choose."""

from typing import Annotated, Literal

from bot.core.clock import Moment
from bot.core.i18n import say_in
from bot.core.ports import Chats
from bot.core.principals import Access
from bot.core.registry import Section, registry
from bot.core.replies import Button, Reply
from bot.core.requests import Request


@registry.command("lang", "語言", section=Section.SETTINGS, access=Access.EDITOR, rank=10)
async def lang(
    language: Annotated[Literal["zh-TW", "en"], "zh-TW or en"],
    *,
    chats: Chats,
    request: Request,
    moment: Moment,
) -> Reply:
    """Choose the language of this chat.

    /lang zh-TW
    /lang en

    In a group only its admins and editors can choose.
    """
    await chats.set_language(request.chat, language, moment.now)
    say = say_in(language)
    return Reply(
        title=say("This chat now speaks English."),
        buttons=((Button("/help", "/help"),),),
        summary={"language": language},
        private=True,
    )

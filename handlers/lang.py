"""`/lang en`: the language of a chat; in a group its admins choose."""

from typing import Annotated, Literal

from bot.core.audit import Author
from bot.core.i18n import say_in
from bot.core.principals import Access
from bot.core.registry import Section, registry
from bot.core.replies import Button, Reply
from bot.core.requests import Request
from bot.core.settings import ChatSettings


@registry.command("lang", "語言", section=Section.SETTINGS, access=Access.EDITOR, rank=10)
async def lang(
    language: Annotated[Literal["zh-TW", "en"], "zh-TW or en"],
    *,
    chat_settings: ChatSettings,
    request: Request,
    author: Author,
) -> Reply:
    """Choose the language of this chat.

    /lang zh-TW
    /lang en

    In a group only its admins and editors can choose.
    """
    await chat_settings.choose(request.chat, "language", language, author)
    say = say_in(language)
    return Reply(
        title=say("This chat now speaks English."),
        buttons=((Button("/help", "/help"),),),
        summary={"language": language},
        private=True,
    )

"""`/lang en`: a short form of `/settings language en`."""

from typing import Annotated, Literal

from bot.core.audit import Author
from bot.core.i18n import say_in
from bot.core.principals import Access
from bot.core.registry import Section, registry
from bot.core.replies import Button, Reply
from bot.core.requests import Request
from bot.core.settings import ChatSettings, Settings


@registry.command("lang", "語言", section=Section.SETTINGS, access=Access.EDITOR, rank=10)
async def lang(
    language: Annotated[Literal["zh-TW", "en"], "zh-TW or en"],
    *,
    chat_settings: ChatSettings,
    settings: Settings,
    request: Request,
    author: Author,
) -> Reply:
    """Choose the language of this chat.

    /lang zh-TW
    /lang en

    In a group only its admins and editors can choose.
    """
    # A topic with a language of its own would not notice the chat's.
    in_topic = "language" in settings.layers.topic.values
    await chat_settings.choose(request.chat, "language", language, author, in_topic=in_topic)
    say = say_in(language)
    title = (
        say("This topic now speaks English.") if in_topic else say("This chat now speaks English.")
    )
    return Reply(
        title,
        buttons=((Button(say("Settings"), "/settings"), Button("/help", "/help")),),
        summary={"language": language},
        private=True,
    )

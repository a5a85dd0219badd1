"""`/privacy`: what is stored, why, and for how long."""

from bot.core.i18n import Say
from bot.core.principals import ChatKind
from bot.core.privacy_list import KEPT
from bot.core.registry import Section, registry
from bot.core.replies import Button, Line, Reply, Span, paragraph
from bot.core.requests import Request


@registry.command("privacy", "隱私", section=Section.GENERAL, rank=60)
async def privacy(*, request: Request, say: Say) -> Reply:
    """What is stored, why, and for how long.

    /privacy
    """
    lines: list[Line] = []
    for kept in KEPT:
        until = say(kept.until, lives=kept.lives, days=kept.days or 0)
        told = say(": {why}; {until}", why=say(kept.why), until=until)
        lines.append((Span(say(kept.what), strong=True), Span(told)))
    others = paragraph(
        say("Names come only within messages from Telegram; other questions are not stored."),
        say("Figures are public and name nobody."),
        say("What was sent stays in the chat; backups of the operator may be older than a wish."),
    )
    mine = Button(say("My data"), "/mydata")
    ways = (Button(say("Forget me"), "/forget me"), Button(say("Forget this chat"), "/forget"))
    alone = request.chat.kind is ChatKind.PRIVATE
    return Reply(
        say("What Banquet stores"),
        (paragraph(*lines), others),
        ((mine, *ways) if alone else ways,),
        private=True,
    )

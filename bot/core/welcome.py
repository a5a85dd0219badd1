"""What a group is told once, when the bot is added: three buttons and nothing else unasked."""

from typing import Final

from bot.core.i18n import Say
from bot.core.replies import Button, Reply, paragraph

DAILY: Final = "/subscribe 14:45 /digest"
ON_MOVES: Final = "/subscribe 14:45 /digest moved>=3"
LATER: Final = "/later"


def welcome(say: Say) -> Reply:
    """Greet a group; anyone sees the buttons, and only who may set the bot up can use them."""
    return Reply(
        say("Banquet is here: Taiwan's AI stocks, session by session"),
        (
            paragraph(
                say("Ask with /move 2330 or /dinnerlist; /help lists everything."),
                say("Should the AI-stock digest come by itself? An admin decides:"),
            ),
        ),
        (
            (Button(say("Every trading day at {time}", time="14:45"), DAILY),),
            (Button(say("Only when it moves {percent} or more", percent="3%"), ON_MOVES),),
            (Button(say("Not now"), LATER),),
        ),
        shared=True,
    )


def greeting(say: Say) -> Reply:
    """Say that what was ordered goes on; a chat without orders is not spoken to unasked."""
    return Reply(
        say("I can write here again, so what is subscribed goes on."),
        buttons=((Button(say("Manage subscriptions"), "/subscriptions"),),),
    )

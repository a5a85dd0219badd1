"""`/later`: the welcome's third button, for a group that wants nothing by itself yet."""

from bot.core.i18n import Say
from bot.core.principals import Access
from bot.core.registry import Section, registry
from bot.core.replies import Button, Reply, paragraph


@registry.command("later", "先不用", section=Section.SETTINGS, access=Access.EDITOR, rank=90)
async def later(*, say: Say) -> Reply:
    """Leave the digest for later: nothing comes by itself.

    /later
    """
    return Reply(
        say("All right: nothing comes by itself."),
        (paragraph(say("/subscribe sets it up whenever you like.")),),
        ((Button(say("Subscribe"), "/subscribe"), Button("/help", "/help")),),
        private=True,
    )

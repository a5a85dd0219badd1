"""`/start`: what this is, in a few lines."""

from datetime import date

from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.registry import Section, registry
from bot.core.replies import Button, Examples, Reply, paragraph

_STORY = date(2025, 2, 3)
"""The session that Banquet was made for; before its close is known the examples have no date."""


@registry.command("start", "開始", section=Section.GENERAL, rank=20)
async def start(*, moment: Moment, say: Say) -> Reply:
    """What Banquet is, in a few lines."""
    day = f" {_STORY}" if moment.horizon >= _STORY else ""
    examples = (
        (f"/move 2330{day}", say("what one stock did that day")),
        (f"/dinnerlist{day}", say("the companies at the trillion-yuan dinner")),
        ("/index", say("the TAIEX")),
    )
    row = tuple(Button(line, line) for line, _ in examples)
    return Reply(
        title=say("Banquet: Taiwan's AI stocks, session by session"),
        blocks=(
            paragraph(say("Every figure comes with its date and source; unknown is shown as —.")),
            Examples(examples),
            paragraph(
                say("/help lists everything, /lang changes the language."),
                say(
                    "Kept about a chat: its id, its language, and for seven days the lines it sent."
                ),
                say("Figures for information, not investment advice."),
            ),
        ),
        buttons=(row[:2], row[2:]),
        private=True,
    )

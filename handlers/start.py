"""`/start`: what this is, in a few lines."""

from bot.core.i18n import Say
from bot.core.registry import Section, registry
from bot.core.replies import Button, Examples, Reply, paragraph


@registry.command("start", "開始", section=Section.GENERAL, rank=20)
async def start(*, say: Say) -> Reply:
    """What Banquet is, in a few lines."""
    examples = (
        ("/move 2330 2025-02-03", say("what one stock did that day")),
        ("/dinnerlist 2025-02-03", say("the companies at the trillion-yuan dinner")),
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

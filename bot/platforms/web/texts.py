"""The page's own words."""

from bot.core.i18n import Say

EXAMPLES = (
    "/move 2330 2025-02-03",
    "/dinnerlist 2025-02-03",
    "/index 2025-02-03",
    "/calendar",
    "/help",
)
"""Lines to press on an empty page; the first two are the day the project began with."""


def texts(say: Say) -> dict[str, str]:
    """Return every text of the page by its key."""
    return {
        "title": say("Banquet: Taiwan's AI stocks by session"),
        "name": say("Banquet"),
        "tagline": say("Taiwan's AI stocks, session by session"),
        "welcome": say("What did this stock do that day?"),
        "about": say(
            "Type a code, a name or a command. Every figure comes with its session and its source."
        ),
        "try": say("Try one of these:"),
        "log": say("Questions and answers"),
        "ask": say("Ask"),
        "question": say("Your question"),
        "placeholder": say("2330, 台積電 2/3, /dinnerlist"),
        "keys": say("/ focuses · ↑↓ history · Tab completes · Esc closes"),
        "commands": say("Commands"),
        "close": say("Hide"),
        "run": say("Run"),
        "optional": say("optional"),
        "examples": say("Examples"),
        "language": say("中文"),
        "language_label": say("Switch to Chinese"),
        "theme": say("Dark or light"),
        "skip": say("Skip to the question"),
        "you": say("You asked"),
        "push": say("Sent by subscription"),
        "busy": say("Looking it up…"),
        "offline": say("Banquet cannot be reached. Is it still running?"),
        "failed": say("The page could not be answered."),
        "hasty": say("That was a little fast. Please wait a moment."),
        "again": say("Try again"),
        "suggestions": say("Suggestions"),
        "no_advice": say("Information only, not investment advice."),
        "scripts": say("This page needs JavaScript; `banquet ask` answers without it."),
    }

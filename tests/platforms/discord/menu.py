"""A small registry of commands for tests, one of each section and kind."""

from typing import Annotated, Literal

from bot.core.principals import Access
from bot.core.registry import Registry, Section
from bot.core.replies import Reply
from bot.core.values import Rest
from bot.market.instruments import Instrument


def menu() -> Registry:
    """Return a fresh registry."""
    commands = Registry()

    @commands.command("move", "漲跌", rank=10)
    async def move(
        instruments: Annotated[tuple[Instrument, ...], "codes or names"],
        unit: Annotated[Literal["points", "percent"], "how it is written"] = "percent",
    ) -> Reply:
        """What one stock did that day."""
        return Reply(f"{instruments} {unit}")

    @commands.command("help", "說明", section=Section.GENERAL)
    async def help_() -> Reply:
        """What can be asked."""
        return Reply("help", private=True)

    @commands.command("note", section=Section.SETTINGS, access=Access.ADMIN)
    async def note(text: Annotated[Rest, "what to keep"]) -> Reply:
        """Keep a note for this chat."""
        return Reply(f"{text}", private=True)

    @commands.command("reload", section=Section.OWNER, access=Access.OWNER)
    async def reload() -> Reply:
        """Read everything again."""
        return Reply("done", private=True)

    return commands

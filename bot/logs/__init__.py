"""What Banquet writes to standard error: one line an event, and never a secret."""

from bot.logs.setup import configure

__all__ = ["configure"]

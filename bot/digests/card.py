"""The card of the day: one message that shows the morning first, then the close."""

from datetime import date

from bot.core.planning import Publication


async def card_line(session: date, publication: Publication) -> str:
    """Return the line that a session's card shows now; the occasion names the session.

    The morning's until something of the session was published; from then on the close's.
    """
    published = await publication.changed_at(session) is not None
    return "/digest close" if published else "/digest morning"

"""The card of the day: one message that shows the morning first, then the close."""

from datetime import date

from bot.core.planning import Publication


async def card_line(session: date, publication: Publication) -> str:
    """Return the line that a session's card shows now; the occasion names the session.

    The morning's until prices of the session were published; from then on the close's.
    """
    return "/digest close" if await publication.priced(session) else "/digest morning"

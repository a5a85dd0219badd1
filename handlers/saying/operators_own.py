"""Whose changes are meant: the chat's, or with the word `operator` those that hold everywhere."""

from collections.abc import Collection

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.principals import Chat, ChatKind
from bot.core.requests import Request
from bot.core.settings import OPERATOR


def meant(of: str | None, request: Request, owners: Collection[str], say: Say) -> Chat:
    """Return the chat whose changes are asked for; the operator's are for owners in private."""
    if of is None:
        return request.chat
    who = request.principal
    if request.chat.kind is ChatKind.PRIVATE and (who.local or who.key in owners):
        return OPERATOR
    raise AskerError(
        say("Only the owners of this Banquet can do that, in a private chat."),
        say("/help lists what everyone can ask."),
    )

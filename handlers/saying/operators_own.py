"""Who runs this Banquet, and whose changes are meant: the chat's or the operator's."""

from collections.abc import Collection

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.principals import Chat, ChatKind
from bot.core.requests import Request
from bot.core.settings import OPERATOR


def is_owner_alone(request: Request, owners: Collection[str]) -> bool:
    """Tell whether an owner asks where nobody else reads along."""
    who = request.principal
    return request.chat.kind is ChatKind.PRIVATE and (who.local or who.key in owners)


def meant(of: str | None, request: Request, owners: Collection[str], say: Say) -> Chat:
    """Return the chat whose changes are asked for; the operator's are for owners in private."""
    if of is None:
        return request.chat
    if is_owner_alone(request, owners):
        return OPERATOR
    raise AskerError(
        say("Only the owners of this Banquet can do that, in a private chat."),
        say("/help lists what everyone can ask."),
    )

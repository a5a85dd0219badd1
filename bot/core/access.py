"""Who may call what: part of the declaration, enforced here, closed when in doubt."""

import logging
from collections.abc import Collection, Mapping

from bot.core.clock import Clock
from bot.core.errors import AskerError
from bot.core.gates import Asked
from bot.core.i18n import Say
from bot.core.ports import Admins
from bot.core.principals import Access, Chat, ChatKind, Principal

REMEMBERED_SECONDS = 60.0
"""How long a platform's word about an admin counts; a demoted admin is out after that."""
_REMEMBERED_MOST = 4096
_log = logging.getLogger(__name__)


class Doorkeeper:
    """Let a principal call a command, or say why not."""

    def __init__(self, admins: Mapping[str, Admins], owners: Collection[str], clock: Clock) -> None:
        """Ask the platforms' own Admins; owners come from the configuration only."""
        self._admins = admins
        self._owners = frozenset(owners)
        self._clock = clock
        self._known: dict[tuple[Chat, Principal], tuple[bool, float]] = {}

    async def check(self, asked: Asked) -> None:
        """Raise a designed refusal unless the request may call the command."""
        command, request, say = asked.command, asked.request, asked.say
        if command.access is Access.ANYONE or self._is_owner(request.principal):
            return
        if command.access is Access.OWNER:
            raise AskerError(
                say("Only the owners of this Banquet can do that."),
                say("/help lists what everyone can ask."),
            )
        if request.chat.kind is ChatKind.PRIVATE:
            return
        if not await self._is_admin(request.chat, request.principal, say):
            raise AskerError(
                say("Only this group's admins can use /{name}.", name=command.name),
                say("In a private chat with the bot everyone can."),
            )

    def _is_owner(self, principal: Principal) -> bool:
        """Tell whether somebody runs this Banquet."""
        return principal.local or principal.key in self._owners

    async def _is_admin(self, chat: Chat, principal: Principal, say: Say) -> bool:
        """Ask the update itself, then the memory of the last minute, then the platform."""
        if principal.admin is not None:
            return principal.admin
        now = self._clock.monotonic()
        known = self._known.get((chat, principal))
        if known and now - known[1] < REMEMBERED_SECONDS:
            return known[0]
        answer = await self._ask(chat, principal, say)
        if len(self._known) >= _REMEMBERED_MOST:
            self._known.clear()
        self._known[chat, principal] = (answer, now)
        return answer

    async def _ask(self, chat: Chat, principal: Principal, say: Say) -> bool:
        """Ask the platform; when it cannot say, nobody is an admin."""
        admins = self._admins.get(chat.platform)
        try:
            if admins is None:
                raise LookupError(chat.platform)  # noqa: TRY301 - one way out for both failures
            return await admins.is_admin(chat, principal)
        except Exception as failure:
            _log.warning("admin check failed on %s: %s", chat.platform, type(failure).__name__)
            raise AskerError(
                say("I could not check whether you are an admin, so nothing was changed."),
                say("Please try again in a minute."),
            ) from failure

"""The gate of permission: asks who somebody is, reads the one table, closes when in doubt."""

import logging
from collections.abc import Collection, Mapping

from bot.core.clock import Clock
from bot.core.errors import AskerError
from bot.core.gates import Asked
from bot.core.i18n import Say
from bot.core.permissions import Role, may
from bot.core.ports import Admins
from bot.core.principals import Access, Chat, ChatKind, Principal

REMEMBERED_SECONDS = 60.0
"""How long a platform's word about an admin counts; a demoted admin is out after that."""
_REMEMBERED_MOST = 4096
_log = logging.getLogger(__name__)


class Doorkeeper:
    """Let a principal call a command, or say who can."""

    def __init__(
        self,
        admins: Mapping[str, Admins],
        owners: Collection[str],
        clock: Clock,
    ) -> None:
        """Ask the platforms' own Admins; owners come from the configuration only."""
        self._admins = admins
        self._owners = frozenset(owners)
        self._clock = clock
        self._known: dict[tuple[Chat, Principal], tuple[bool, float]] = {}

    async def check(self, asked: Asked) -> None:
        """Raise a designed refusal unless the request may call the command."""
        access, chat = asked.command.access, asked.request.chat
        if may(Role.MEMBER, access, chat.kind):
            return
        editors = asked.settings.layers.editors
        role = await self.role(chat, asked.request.principal, editors, asked.say)
        if not may(role, access, chat.kind):
            raise _refusal(asked)

    async def role(
        self, chat: Chat, principal: Principal, editors: Collection[int], say: Say
    ) -> Role:
        """Return what somebody is in a chat; raise where only the platform knows and is silent."""
        if self.is_owner(principal):
            return Role.OWNER
        if chat.kind is ChatKind.PRIVATE or principal.admin:
            return Role.ADMIN
        # Whom the admins named needs no word of the platform, and is in while that is silent.
        is_editor = principal.id in editors
        try:
            is_admin = await self._is_admin(chat, principal, say)
        except AskerError:
            if is_editor:
                return Role.EDITOR
            raise
        if is_admin:
            return Role.ADMIN
        return Role.EDITOR if is_editor else Role.MEMBER

    def is_owner(self, principal: Principal) -> bool:
        """Tell whether somebody runs this Banquet."""
        return principal.local or principal.key in self._owners

    async def _is_admin(self, chat: Chat, principal: Principal, say: Say) -> bool:
        """Ask the update itself, then the memory of the last minute, then the platform."""
        if principal.admin is not None:
            return principal.admin
        if (known := self._remembered(chat, principal)) is not None:
            return known
        now, answer = self._clock.monotonic(), await self._ask(chat, principal, say)
        if len(self._known) >= _REMEMBERED_MOST:
            self._known.clear()
        self._known[chat, principal] = (answer, now)
        return answer

    def _remembered(self, chat: Chat, principal: Principal) -> bool | None:
        """Return what the platform said within the last minute; None = it was not asked."""
        known = self._known.get((chat, principal))
        if known is None or self._clock.monotonic() - known[1] >= REMEMBERED_SECONDS:
            return None
        return known[0]

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
                say("Please try again in a minute; admins of this group can do it."),
            ) from failure


def _refusal(asked: Asked) -> AskerError:
    """Say who can, and where the asker can do the same."""
    say, name = asked.say, asked.command.spoken
    if asked.command.access is Access.OWNER:
        return AskerError(
            say("Only the owners of this Banquet can do that, in a private chat."),
            say("/help lists what everyone can ask."),
        )
    hint = say("In a private chat with the bot everyone can.")
    if asked.command.access is Access.EDITOR:
        message = say("Only this group's admins and editors can use /{name}.", name=name)
        return AskerError(message, hint)
    return AskerError(say("Only this group's admins can use /{name}.", name=name), hint)

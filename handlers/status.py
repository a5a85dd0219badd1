"""`/status`: how messages and digests are getting on."""

from bot.core.clock import Moment
from bot.core.delivery_health import DeliveryHealth, kinds_of
from bot.core.i18n import Say
from bot.core.principals import Access, ChatKind
from bot.core.registry import Registry, Section, registry
from bot.core.replies import Reply
from bot.core.requests import Request
from handlers.saying.status import told_status


@registry.command("status", "狀態", section=Section.SETTINGS, access=Access.EDITOR, rank=50)
async def status(
    *,
    delivery_health: DeliveryHealth,
    owners: frozenset[str],
    commands: Registry,
    request: Request,
    moment: Moment,
    say: Say,
) -> Reply:
    """How messages and digests are getting on.

    /status

    In a chat: what concerns it. To an owner of this Banquet in private: everything. In a group
    only its admins and editors can ask.
    """
    private = request.chat.kind is ChatKind.PRIVATE
    everything = private and request.principal.key in owners
    found = await delivery_health.status(moment.now, None if everything else request.chat)
    kinds = kinds_of(found.ordered, commands)
    return told_status(found, kinds, moment, say, everything=everything)

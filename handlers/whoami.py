"""`/whoami`: one's id and role here."""

from bot.core.access import Doorkeeper
from bot.core.i18n import N_, Say
from bot.core.permissions import Role
from bot.core.principals import ChatKind
from bot.core.registry import Section, registry
from bot.core.replies import Reply, paragraph
from bot.core.requests import Request
from bot.core.settings import Settings

ROLES = {
    Role.OWNER: N_("owner of this Banquet"),
    Role.ADMIN: N_("admin"),
    Role.EDITOR: N_("editor"),
    Role.MEMBER: N_("member"),
}


@registry.command("whoami", "我是誰", section=Section.GENERAL, rank=50)
async def whoami(
    *, doorkeeper: Doorkeeper, settings: Settings, request: Request, say: Say
) -> Reply:
    """Your id and your role in this chat.

    /whoami
    """
    role = await doorkeeper.role(request.chat, request.principal, settings.layers.editors, say)
    here = say("In your private chat you decide.")
    if request.chat.kind is ChatKind.GROUP:
        here = say("In this group: {role}.", role=say(ROLES[role]))
    return Reply(
        say("Your id is {id}.", id=request.principal.id),
        (paragraph(here),),
        summary={"id": request.principal.id, "role": role.value},
        private=True,
    )

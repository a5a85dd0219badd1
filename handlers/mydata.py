"""`/mydata`: everything that is stored about oneself, as a file."""

import json

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.personal_data import PersonalData
from bot.core.principals import ChatKind
from bot.core.registry import Section, registry
from bot.core.replies import Attachment, Button, Reply, paragraph
from bot.core.requests import Request


@registry.command("mydata", "我的資料", section=Section.GENERAL, rank=61)
async def mydata(
    *, personal_data: PersonalData, request: Request, moment: Moment, say: Say
) -> Reply:
    """Everything that is stored about you and this private chat, as a file.

    /mydata

    Only in a private chat. /privacy tells why it is stored and for how long.
    """
    if request.chat.kind is not ChatKind.PRIVATE:
        raise AskerError(
            say("Your data is for your eyes only."), say("Write /mydata to me in private.")
        )
    about = await personal_data.about(request.principal, moment.now)
    chat = await personal_data.of_chat(request.chat)
    held = {"at": moment.now.isoformat(timespec="seconds"), "you": about, "private_chat": chat}
    file = json.dumps(held, ensure_ascii=False, indent=2)
    counts = {
        name: len(rows) if isinstance(rows, list) else 1
        for part in (about, chat)
        for name, rows in part.items()
    }
    row = (Button(say("Privacy"), "/privacy"), Button(say("Forget me"), "/forget me"))
    return Reply(
        say("Everything that is stored about you"),
        (paragraph(say("In the file: as it is in the database, and nothing about others.")),),
        (row,),
        summary=counts,
        attachments=(Attachment("mydata.json", file, "application/json"),),
        private=True,
    )

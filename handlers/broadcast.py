"""`/broadcast …`: a word to all chats, shown first, sent at a press, stopped at another."""

from collections.abc import Mapping
from typing import Annotated

from bot.core.audit import Author
from bot.core.broadcasts import Broadcasts, Stage, announcement, read_text
from bot.core.errors import AskerError
from bot.core.i18n import N_, Say, say_in
from bot.core.principals import Access
from bot.core.registry import Section, registry
from bot.core.replies import Block, Button, Reply, Span, paragraph
from bot.core.requests import Request
from bot.core.text import fold
from bot.core.values import Rest
from bot.core.verbatim import verbatim

MOST = 1_500
_STOP = frozenset({"stop", "停止"})
_NAMES = {"telegram": "Telegram", "discord": "Discord"}
_STAGES = {
    Stage.WANTED: N_("It begins to leave within a minute."),
    Stage.OUT: N_("It is on its way."),
    Stage.STOPPED: N_("It was stopped."),
}


@registry.command("broadcast", "公告", section=Section.OWNER, access=Access.OWNER, rank=10)
async def broadcast(
    text: Annotated[Rest | None, "the text, or: stop"] = None,
    *,
    broadcasts: Broadcasts,
    request: Request,
    author: Author,
    say: Say,
) -> Reply:
    """Write to every chat that uses Banquet, once, after a preview.

    /broadcast zh: 今晚 22:00 更新，約十分鐘。 en: Update tonight at 22:00, ten minutes.
    /broadcast
    /broadcast stop

    Chats with a subscription, or answered within 90 days. It leaves after everything else, and
    silently. Alone it tells how far it is.
    """
    words = fold(text or "").split()
    if not words:
        return await _told(broadcasts, say)
    if len(words) == 1 and words[0] in _STOP:
        return await _stopped(broadcasts, author, say)
    if words[0] == "send" and len(words) == len(("send", "number")) and words[1].isdecimal():
        return await _sent(broadcasts, int(words[1]), author, say)
    return await _preview(verbatim(request, "text", 1), broadcasts, author, say)


async def _preview(text: str, broadcasts: Broadcasts, author: Author, say: Say) -> Reply:
    """Show what chats will see, and ask."""
    if len(text) > MOST:
        message = say("That is too long: {count} of {most} characters.", count=len(text),
                      most=MOST)  # fmt: skip
        raise AskerError(message, say("A broadcast is one message."))
    sides = read_text(text)
    found = await broadcasts.audience(author.at)
    number = await broadcasts.draft(sides, author.at)
    blocks: list[Block] = []
    for language in ("zh-TW", "en"):
        shown = announcement(sides, say_in(language))
        blocks += [paragraph((Span(shown.title, strong=True),)), *shown.blocks]
    send = Button(say("Send it"), f"/broadcast send {number}", once=True)
    return Reply(
        say("This is what chats will see:"),
        (*blocks, paragraph(_audience(found, say))),
        ((send,),) if found else (),
        summary={"broadcast": number, **found},
        private=True,
    )


async def _sent(broadcasts: Broadcasts, number: int, author: Author, say: Say) -> Reply:
    """Let the draft leave."""
    if not await broadcasts.send(number, author):
        raise AskerError(
            say("That is not the newest draft, or another broadcast is still leaving."),
            say("/broadcast tells how far it is; /broadcast stop ends it."),
        )
    return await _told(broadcasts, say)


async def _stopped(broadcasts: Broadcasts, author: Author, say: Say) -> Reply:
    """Drop what has not left."""
    dropped = await broadcasts.stop(author)
    if dropped is None:
        raise AskerError(say("No broadcast is leaving."), say("/broadcast and a text begins one."))
    told = await _told(broadcasts, say)
    text = say("Stopped: {count} messages were not sent.", count=dropped)
    return Reply(text, told.blocks, summary={"dropped": dropped}, private=True)


async def _told(broadcasts: Broadcasts, say: Say) -> Reply:
    """Tell how far the newest broadcast is."""
    latest = await broadcasts.latest()
    if latest is None:
        hint = say("/broadcast and a text begins one.")
        return Reply(say("There was no broadcast yet."), (paragraph(hint),), private=True)
    lines = [
        say("{platform}: {sent} sent, {waiting} wait, {lost} lost, {stopped} stopped",
            platform=_NAMES.get(one.platform, one.platform), sent=one.sent, waiting=one.waiting,
            lost=one.lost, stopped=one.stopped)
        for one in await broadcasts.progress(latest.number)
    ]  # fmt: skip
    ways = (Button(say("Look again"), "/broadcast"),
            Button(say("Stop it"), "/broadcast stop", once=True))  # fmt: skip
    return Reply(
        say("The newest broadcast"),
        (paragraph(*say.pick(latest.text).splitlines()[:2]),
         paragraph(say(_STAGES[latest.stage]), *lines)),
        (ways,) if latest.stage is not Stage.STOPPED else (),
        summary={"broadcast": latest.number, "stage": latest.stage.value},
        private=True,
    )  # fmt: skip


def _audience(found: Mapping[str, int], say: Say) -> str:
    """Say how many chats that are."""
    if not found:
        return say("There is no chat to write to.")
    counts = [f"{_NAMES.get(name, name)} {count}" for name, count in found.items()]
    return say("Chats that get it: {counts}", counts=say(", ").join(counts))

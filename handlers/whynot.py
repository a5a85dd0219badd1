"""`/whynot subscribe`: why the asker cannot use a command here and now, or how they can."""

from dataclasses import replace
from typing import Annotated

from bot.core.clock import Moment
from bot.core.examples import example_of
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.principals import ChatKind
from bot.core.registry import Command, Registry, Section, registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.subscriptions import Runs
from bot.core.unknown import no_such_command
from bot.core.values import Rest


@registry.command("whynot", "為什麼不行", section=Section.GENERAL, rank=51)
async def whynot(
    command: Annotated[Rest, "the command"],
    *,
    commands: Registry,
    runs: Runs,
    almanac: Almanac,
    request: Request,
    moment: Moment,
    say: Say,
) -> Reply:
    """Why you cannot use a command here, or how you can.

    /whynot subscribe
    """
    words = tuple(command.split())
    found = commands.find(words[0])
    child = commands.child(found.name, words[1]) if found and len(words) > 1 else None
    wanted = child or found
    if wanted is None:
        raise no_such_command(commands, words, moment, say, almanac)
    asked = replace(request, text=f"/{wanted.spoken}", named=None, addressed=True)
    refusal = await runs.refusal(asked)
    if refusal is None:
        return _may(wanted, request, moment, say)
    hint = refusal.fault.hint if refusal.fault else ""
    title = say("/{name}: not for you, here and now", name=wanted.spoken)
    return Reply(
        title,
        (paragraph(refusal.title, *filter(None, [hint])),),
        summary={"allowed": False, "reason": refusal.title},
        private=True,
    )


def _may(command: Command, request: Request, moment: Moment, say: Say) -> Reply:
    """Say that nothing is in the way, and what has to be minded."""
    line = example_of(command, moment)
    notes = [say("For example: {line}", line=line)]
    if command.generic and request.chat.kind is ChatKind.GROUP:
        notes.append(say("Other bots know this word too: write it with @ and my name."))
    return Reply(
        say("/{name}: you can use it here.", name=command.spoken),
        (paragraph(*notes),),
        ((Button(line, line),),),
        summary={"allowed": True},
        private=True,
    )

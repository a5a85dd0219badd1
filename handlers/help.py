"""`/help`: what can be asked, by task, with lines to tap."""

from collections.abc import Sequence
from typing import Annotated

from bot.core.access import Doorkeeper
from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.examples import example_of, known_examples
from bot.core.i18n import Say
from bot.core.permissions import Role, may
from bot.core.principals import Access
from bot.core.registry import SECTION_TITLES, Command, Registry, Section, registry
from bot.core.replies import Block, Button, Examples, Reply, paragraph
from bot.core.requests import Request
from bot.core.settings import Settings
from bot.core.text import echo
from bot.core.values import CommandWord


@registry.command("help", "說明", "幫助", section=Section.GENERAL, rank=10)
async def help_(
    command: Annotated[CommandWord | None, "a command's name"] = None,
    *,
    commands: Registry,
    doorkeeper: Doorkeeper,
    settings: Settings,
    request: Request,
    moment: Moment,
    say: Say,
) -> Reply:
    """What can be asked, by task, with lines to tap.

    /help
    /help move
    """
    role = await _role(doorkeeper, settings, request, say)
    if command is None:
        mine = [c for c in commands.commands if may(role, c.access, request.chat.kind)]
        return _overview(mine, commands, moment, say)
    found = commands.find(command)
    # That there are owners' commands is nobody else's business; the others can be read about.
    is_owners = found is not None and found.access is Access.OWNER
    if found is None or (is_owners and not may(role, found.access, request.chat.kind)):
        names = tuple(Button(f"/{c.name}", f"/help {c.name}") for c in commands.menu()[:6])
        message = say("There is no command “{text}”.", text=echo(command))
        raise AskerError(message, say("These exist:"), (names[:3], names[3:]))
    return _one(found, moment, say)


async def _role(doorkeeper: Doorkeeper, settings: Settings, request: Request, say: Say) -> Role:
    """Return what the asker is here; a member, where the platform does not say."""
    try:
        editors = settings.layers.editors
        return await doorkeeper.role(request.chat, request.principal, editors, say)
    except AskerError:
        return Role.MEMBER


def _overview(mine: Sequence[Command], commands: Registry, moment: Moment, say: Say) -> Reply:
    """List the commands that one may call by what they are for, each with its first example."""
    blocks: list[Block] = []
    for section in Section:
        held = [c for c in mine if c.section is section]
        lines = tuple((example_of(c, moment), say(c.summary)) for c in held)
        blocks += [paragraph(say(SECTION_TITLES[section])), Examples(lines)] if lines else []
    blocks.append(
        paragraph(say("A code or a name alone works too: 2330, 台積電 2/3, tsmc 開紅盤."))
    )
    row = tuple(Button(f"/{c.name}", f"/help {c.name}") for c in commands.menu()[:6])
    return Reply(
        title=say("What you can ask Banquet"),
        blocks=tuple(blocks),
        buttons=(row[:3], row[3:]),
        private=True,
    )


def _one(command: Command, moment: Moment, say: Say) -> Reply:
    """Explain one command: its form, its values, its examples, its notes."""
    values = [
        f"{p.name} — {say(p.description)}" + ("" if p.required else say(" (optional)"))
        for p in command.parameters
    ]
    words = " ".join(alias for alias in command.aliases)
    blocks: list[Block] = [paragraph(say(command.summary), command.usage, *values)]
    examples = known_examples(command, moment)
    if examples:
        blocks.append(Examples(tuple((line, "") for line in examples)))
    blocks += [paragraph(say(note)) for note in command.notes]
    if words:
        blocks.append(paragraph(say("Also: {words}", words=words)))
    row = tuple(Button(line, line) for line in examples[:3])
    return Reply(title=f"/{command.name}", blocks=tuple(blocks), buttons=(row,), private=True)

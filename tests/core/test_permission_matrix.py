"""Who may call what: every actor on every surface with every command, from one table.

The table is written here once more, by hand: a command that is not in it fails the test.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import pytest

from bot.core.audit import Author
from bot.core.principals import Chat, ChatKind, Principal
from bot.core.registry import registry
from bot.core.requests import Request
from tests.choice_fakes import FakeAdmins
from tests.fakes import GROUP, Table

EDITORS = frozenset(
    {
        "settings", "lang", "subscribe", "subscriptions", "unsubscribe", "status", "later",
        "basket_new", "basket_add", "basket_remove", "basket_rename", "basket_delete",
        "basket_copy", "basket_import", "basket_export", "log",
    }
)  # fmt: skip
ADMINS = frozenset({"editors", "forget", "undo"})
OWNERS = frozenset(
    {"ban", "unban", "chats", "broadcast", "incident", "maintenance", "options"}
)  # fmt: skip
EVERYBODY = frozenset(
    {
        "move", "dinnerlist", "index", "history", "since", "top", "movers", "limit", "turnover",
        "compare", "digest", "basket", "basket_list", "exdiv", "calendar", "etf", "quote", "help",
        "start", "about", "sources", "preview", "watch", "whoami", "whynot", "privacy", "mydata",
        "forget_me",
    }
)  # fmt: skip
OWNER, ADMIN, EDITOR, MEMBER = 1, 99, 50, 7
DEMOTED, REVOKED, STRANGER = 98, 51, 8


@dataclass(frozen=True)
class Actor:
    """Somebody with an id, and what the platform's own update proves."""

    name: str
    id: int
    rank: int
    """In a group: 3 owner, 2 admin, 1 editor, 0 member."""
    proven: bool | None = None


ACTORS = (
    Actor("owner", OWNER, 3),
    Actor("admin", ADMIN, 2),
    Actor("anonymous admin", GROUP.id, 2, proven=True),
    Actor("editor", EDITOR, 1),
    Actor("member", MEMBER, 0),
    Actor("demoted admin, after a minute", DEMOTED, 0),
    Actor("editor whose right was taken", REVOKED, 0),
    Actor("somebody who left", STRANGER, 0),
)
SURFACES = (
    GROUP,
    replace(GROUP, topic=7),
    Chat("telegram", 4001, ChatKind.PRIVATE),
)
NEEDED = {
    **dict.fromkeys(EVERYBODY, 0),
    **dict.fromkeys(EDITORS, 1),
    **dict.fromkeys(ADMINS, 2),
    **dict.fromkeys(OWNERS, 9),
}


def cells() -> Iterator[tuple[Actor, Chat, str, bool]]:
    """Yield every cell with what is right."""
    for actor, surface, name in product(
        ACTORS, SURFACES, sorted(c.name for c in registry.commands)
    ):
        if surface.kind is ChatKind.PRIVATE:
            right = name not in OWNERS or actor.rank == 3
        else:
            right = actor.rank >= NEEDED[name]
        yield actor, surface, name, right


async def table() -> Table:
    """Return a Banquet in which everything has happened that the actors' names tell."""
    one = Table(admins=FakeAdmins({ADMIN, DEMOTED}), owners=(f"telegram:{OWNER}",))
    by = Author("telegram:99", one.clock.now())
    for person in (EDITOR, REVOKED):
        await one.editors.add(GROUP, person, by)
    assert (await ask(one, ACTORS[5], GROUP, "lang")) is True
    one.admins.ids.discard(DEMOTED)
    await one.editors.remove(GROUP, REVOKED, by)
    one.clock.pass_time(60)
    return one


async def ask(one: Table, actor: Actor, surface: Chat, name: str) -> bool:
    """Tell whether a command may be run."""
    found = registry.find(name)
    assert found is not None
    who = Principal("telegram", actor.id, actor.proven)
    line = f"/{found.spoken}"
    request = Request(surface, who, line, one.clock.now(), addressed=True)
    return await one.core.refusal(request) is None


def test_every_command_is_in_the_table() -> None:
    """Once; whoever adds a command decides who may call it, here too."""
    names = {command.name for command in registry.commands}
    assert names <= NEEDED.keys(), names - NEEDED.keys()
    assert sum(map(len, (EDITORS, ADMINS, OWNERS, EVERYBODY))) == len(NEEDED)


async def test_the_matrix() -> None:
    """Wrong allow 0, wrong deny 0, in more than six hundred cells."""
    one, wrong, count = await table(), [], 0
    for actor, surface, name, right in cells():
        count += 1
        if await ask(one, actor, surface, name) is not right:
            wrong.append((actor.name, surface.kind.value, name, right))
    assert wrong == []
    assert count >= 600


@pytest.mark.parametrize("name", sorted(EDITORS | ADMINS))
async def test_when_the_platform_is_silent_nobody_is_an_admin(name: str) -> None:
    """Editors were named by an admin and stay in; everyone else is told to try again."""
    one = await table()
    one.admins.reachable = False
    one.clock.pass_time(3_600)
    for actor in ACTORS:
        known = actor.rank == 3 or actor.proven or (actor.rank == 1 and name in EDITORS)
        if registry.find(name):
            assert await ask(one, actor, GROUP, name) is bool(known), actor.name


async def test_a_demoted_admin_is_out_within_a_minute() -> None:
    """Not later than sixty seconds after the platform knows."""
    one = Table(admins=FakeAdmins({DEMOTED}))
    assert await ask(one, ACTORS[5], GROUP, "settings")
    one.admins.ids.clear()
    one.clock.pass_time(59)
    await ask(one, ACTORS[5], GROUP, "settings")
    one.clock.pass_time(1)
    assert not await ask(one, ACTORS[5], GROUP, "settings")


async def test_a_revoked_editor_is_out_at_once() -> None:
    """The right is looked up each time."""
    one = await table()
    by = Author("telegram:99", one.clock.now())
    assert await ask(one, ACTORS[3], GROUP, "settings")
    await one.editors.remove(GROUP, EDITOR, by)
    assert not await ask(one, ACTORS[3], GROUP, "settings")


@pytest.mark.parametrize("platform", ["console", "web"])
async def test_whoever_sits_at_the_machine_is_the_owner(platform: str) -> None:
    """The console and the page are the operator's own."""
    one = Table()
    request = Request(
        Chat(platform, 0), Principal(platform, 0, local=True), "/settings", one.clock.now(),
        addressed=True,
    )  # fmt: skip
    for name in NEEDED:
        if found := registry.find(name):
            assert await one.core.refusal(replace(request, text=f"/{found.spoken}")) is None, name


@pytest.mark.parametrize("proven", [False, True])
async def test_on_discord_the_interaction_proves_it(proven: bool) -> None:  # noqa: FBT001 - a case
    """Manage Server counts; a foreign install, a role's name and a bot's word do not."""
    one, server = Table(), Chat("discord", 77, ChatKind.GROUP, 501)
    for name in sorted(EDITORS | ADMINS | OWNERS):
        if (found := registry.find(name)) is None:
            continue
        who = Principal("discord", 11, proven)
        request = Request(server, who, f"/{found.spoken}", one.clock.now(), addressed=True)
        right = proven and name not in OWNERS
        assert (await one.core.refusal(request) is None) is right, name

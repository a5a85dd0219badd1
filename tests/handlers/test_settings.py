"""`/settings`: a panel that shows what holds, and every way to change it."""

from dataclasses import replace

import pytest

from bot.core.principals import Principal
from bot.core.replies import Button, Reply
from bot.core.requests import Request
from bot.core.setting_list import SETTINGS
from tests.choice_fakes import FakeAdmins
from tests.fakes import GROUP, MEMBER, Table
from tests.telling import fault_of

ADMIN, OTHER = Principal("telegram", 99), Principal("telegram", 98)
TOPIC = replace(GROUP, topic=7)


def table() -> Table:
    """Return a Banquet in a group with two admins."""
    return Table(admins=FakeAdmins({ADMIN.id, OTHER.id}))


async def ask(one: Table, line: str, who: Principal = ADMIN, *, topic: bool = False) -> Reply:
    """Write a line in the group, in English."""
    chat = TOPIC if topic else GROUP
    request = Request(chat, who, line, one.clock.now(), addressed=True, speak="en")
    reply = await one.core.answer(request)
    assert reply is not None
    return reply


def buttons(reply: Reply) -> dict[str, str]:
    """Return the lines of a reply's buttons by label."""
    return {button.label: button.line for row in reply.buttons for button in row}


def pressed(reply: Reply, label: str) -> str:
    """Return the line of the button that has a label."""
    return next(line for shown, line in buttons(reply).items() if label in shown)


async def test_the_panel_shows_what_holds() -> None:
    """Every setting once, with its value; a page shows the values, the present one marked."""
    one = table()
    panel = await ask(one, "/settings")
    assert "Rises: red" in buttons(panel)
    assert len(buttons(panel)) == len(SETTINGS) + 2
    page = await ask(one, pressed(panel, "Rises"))
    assert [label for label in buttons(page) if label.startswith("✓")] == ["✓ red up, green down"]
    done = await ask(one, pressed(page, "orange up"))
    assert "Rises: orange" in buttons(done)
    assert (await one.chats.layers(GROUP)).chat.values == {"colors": "color_blind"}


@pytest.mark.parametrize(
    ("typed", "key", "value"),
    [
        ("colors green_up", "colors", "green_up"),
        ("顏色 綠漲紅跌", "colors", "green_up"),
        ("Colours green up, red down", "colors", "green_up"),
        ("quiet 22:00-08:00", "quiet", "22:00-08:00"),
        ("靜音時段 2200-0800", "quiet", "22:00-08:00"),
        ("quiet off", "quiet", "off"),
        ("zone america/new_york", "zone", "America/New_York"),
        ("basket dinner", "basket", "dinner"),
        ("名單 兆元宴", "basket", "dinner"),
        ("commands_off /move history", "commands_off", "history move"),
        ("commands_off none", "commands_off", ""),
        ("language 繁體中文", "language", "zh-TW"),
        ("commands_off +move", "commands_off", "move"),
        ("commands_off -move", "commands_off", ""),
        ("width desktop", "width", "desktop"),
    ],
)
async def test_a_value_may_be_typed(typed: str, key: str, value: str) -> None:
    """By key, title or alias, and by value or label, in either language."""
    one = table()
    reply = await ask(one, f"/settings {typed}")
    assert reply.ok, reply.title
    assert (await one.chats.layers(GROUP)).chat.values == {key: value}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("colour", "There is no setting “colour”."),
        ("colors purple", "“purple” does not fit here."),
        ("quiet 25:00-08:00", "“25:00-08:00” does not fit here."),
        ("quiet 08:00-08:00", "“08:00-08:00” does not fit here."),
        ("zone Mars", "“Mars” does not fit here."),
        ("basket nothing", "“nothing” does not fit here."),
        ("commands_off settings", "“settings” does not fit here."),
        ("commands_off help", "“help” does not fit here."),
        ("commands_off +move -index", "“+move -index” does not fit here."),
    ],
)
async def test_what_does_not_fit_is_refused(typed: str, message: str) -> None:
    """With buttons that work, and nothing is stored."""
    one = table()
    reply = await ask(one, f"/settings {typed}")
    assert fault_of(reply).message == message
    assert reply.buttons
    assert one.chats.chosen == {}


async def test_members_change_nothing() -> None:
    """Typed or pressed."""
    one = table()
    for line in ("/settings", "/settings colors green_up", "/settings reset yes"):
        assert not (await ask(one, line, MEMBER)).ok
    assert one.chats.chosen == {}


async def test_two_admins_at_once() -> None:
    """Who pressed on an older panel is told by whom it was changed; nothing is overwritten."""
    one = table()
    stale = await ask(one, "/settings colors")
    await ask(one, "/settings width desktop", OTHER)
    reply = await ask(one, pressed(stale, "green up"))
    assert "11-23 15:00 · 98 · Tables for: default → wide screens" in str(reply.blocks)
    assert (await one.chats.layers(GROUP)).chat.values == {"width": "desktop"}
    again = await ask(one, pressed(reply, "green up"))
    assert "Rises: green" in buttons(again)


async def test_a_topic_has_its_own() -> None:
    """What is chosen for a topic holds there alone."""
    one = table()
    page = await ask(one, "/settings language", topic=True)
    only = await ask(one, pressed(page, "This topic"), topic=True)
    await ask(one, pressed(only, "繁體中文"), topic=True)
    assert (await one.chats.layers(TOPIC)).topic.values == {"language": "zh-TW"}
    assert await one.core.language(TOPIC) == "zh-TW"
    assert (await one.chats.layers(GROUP)).chat.values == {}
    back = await ask(one, "/settings language default topic", topic=True)
    assert back.ok
    assert (await one.chats.layers(TOPIC)).topic.values == {}


async def test_all_back_to_default() -> None:
    """After a second yes, which works once."""
    one = table()
    await ask(one, "/settings width desktop")
    await ask(one, "/settings colors green_up")
    asked = await ask(one, "/settings reset")
    yes = next(button for row in asked.buttons for button in row if button.label == "Yes, all")
    assert yes == Button("Yes, all", "/settings reset yes #2", once=True)
    assert (await one.chats.layers(GROUP)).chat.values != {}
    await ask(one, yes.line)
    assert (await one.chats.layers(GROUP)).chat.values == {}


async def test_near_misses_are_offered() -> None:
    """A setting, a zone and a command that look like what was typed; a press goes on."""
    one = table()
    near = await ask(one, "/settings colour green_up")
    assert buttons(near) == {"Rises": "/settings colors", "‹ All": "/settings"}
    zones = await ask(one, "/settings zone Tokio")
    assert "/settings zone Asia/Tokyo" in buttons(zones).values()
    off = await ask(one, "/settings commands_off histroy")
    assert (await ask(one, pressed(off, "history"))).ok
    assert (await one.chats.layers(GROUP)).chat.values == {"commands_off": "history"}


async def test_commands_are_switched_by_button() -> None:
    """Each press switches one; who saw an older page switches nothing back."""
    one = table()
    stale = await ask(one, "/settings commands_off")
    for word in ("history", "since"):
        page = await ask(one, "/settings commands_off")
        await ask(one, pressed(page, word))
    late = await ask(one, pressed(stale, "move"), OTHER)
    assert "nothing was overwritten" in str(late.blocks)
    assert (await one.chats.layers(GROUP)).chat.values == {"commands_off": "history since"}
    await ask(one, pressed(late, "✓ history"))
    assert (await one.chats.layers(GROUP)).chat.values == {"commands_off": "since"}


async def test_a_reset_from_an_older_panel_resets_nothing() -> None:
    """What somebody chose meanwhile is not thrown away unseen."""
    one = table()
    await ask(one, "/settings width desktop")
    asked = await ask(one, "/settings reset")
    await ask(one, "/settings colors green_up", OTHER)
    late = await ask(one, pressed(asked, "Yes, all"))
    assert "98 · Colours: default → green up, red down" in str(late.blocks)
    values = (await one.chats.layers(GROUP)).chat.values
    assert values == {"width": "desktop", "colors": "green_up"}


async def test_lang_is_a_short_form() -> None:
    """Of the chat's setting, or of the topic's where that has one; recorded the same."""
    one = table()
    assert (await ask(one, "/lang zh-TW", topic=True)).ok
    assert await one.core.language(GROUP) == "zh-TW"
    await ask(one, "/settings language zh-TW topic", topic=True)
    await ask(one, "/lang en", topic=True)
    assert (await one.core.language(TOPIC), await one.core.language(GROUP)) == ("en", "zh-TW")
    assert [entry.what for entry in one.chats.audit.held] == ["setting:language"] * 3


async def test_a_command_that_is_off() -> None:
    """It says so, and who can change it; the clock's lines go on."""
    one = table()
    await ask(one, "/settings commands_off move")
    reply = await ask(one, "/move 2330", MEMBER)
    assert fault_of(reply).message == "/move is switched off in this chat."
    assert (await ask(one, "/index")).ok

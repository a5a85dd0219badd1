"""The command menu, as the stand-in takes it."""

from tests.platforms.telegram.door import Door, run_room, stop

ALL = ["break", "move", "help", "set"]


async def test_shows_the_menu_in_both_languages(polled: Door) -> None:
    """Chinese is the default and also stands under `zh`; groups see no settings."""
    await polled.until(lambda: "telegram:123456789:menu" in polled.notes.notes)

    names = {key: [c["command"] for c in menu] for key, menu in polled.world.menus.items()}
    assert names == {
        (scope, code): [name for name in ALL if name != "set" or scope != "all_group_chats"]
        for scope in ("all_private_chats", "all_group_chats", "all_chat_administrators")
        for code in ("", "zh", "en")
    }
    english = polled.world.menus["all_private_chats", "en"]
    assert english[1]["description"] == "How a stock moved in one session."
    assert {code for _, code in polled.world.texts} == {"", "zh", "en"}


async def test_sends_it_once(polled: Door) -> None:
    """An unchanged menu is not sent at the next start."""
    await polled.until(lambda: "telegram:123456789:menu" in polled.notes.notes)
    before = polled.world.calls.count("setMyCommands")
    room = run_room(polled)
    await polled.until(lambda: polled.world.calls.count("getMe") == 2)
    await polled.until(lambda: polled.world.calls.count("getUpdates") >= 2)
    await stop(room)

    assert polled.world.calls.count("setMyCommands") == before == 9

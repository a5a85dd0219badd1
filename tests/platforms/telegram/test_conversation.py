"""From an update to an answer and back, by polling and by webhook."""

from bot.core.principals import Chat, ChatKind
from tests.platforms.telegram.door import Door
from tests.standins.telegram.people import ALICE, BORIS, GROUP


async def test_answers_a_private_line(door: Door) -> None:
    """A line in private needs no slash and no mention."""
    await door.settled(door.people.say("2330 2/3"))

    assert door.world.shown(ALICE) == ["move: 2330 2/3\n4001"]


async def test_answers_each_update_once(door: Door) -> None:
    """An update that arrives twice has one effect and one answer."""
    first = door.people.say("/move 2330")
    await door.settled(first)
    door.world.push({"update_id": first, "message": door.people.message("/move 2330")})
    await door.settled(door.people.say("/move 2317"))

    assert door.core.effects == ["move 2330", "move 2317"]
    assert len(door.world.ledger) == 2


async def test_keeps_the_order_of_a_chat(door: Door) -> None:
    """Lines of one chat are answered in the order they were sent."""
    await door.settled(*[door.people.say(f"/move {n}") for n in range(30)])

    assert [entry.text.split()[1] for entry in door.world.ledger] == [str(n) for n in range(30)]


async def test_keeps_silent_in_groups_unless_meant(door: Door) -> None:
    """Small talk in a group is nobody's question."""
    await door.settled(door.people.say_in_group("2330 2/3"), door.people.say_in_group("hello"))

    assert door.core.asked == []
    assert door.world.ledger == []


async def test_answers_a_mention_in_its_topic(door: Door) -> None:
    """The mention is cut out, and the answer goes into the same topic as a reply."""
    door.people.join(GROUP, "supergroup", topics=(7,))
    update = door.people.say_in_group(
        "𠮷 @StandInBanquetBot 2330", is_topic_message=True, message_thread_id=7
    )
    await door.settled(update)

    asked, sent = door.core.asked[0], door.world.ledger[0]
    assert asked.chat == Chat("telegram", GROUP, ChatKind.GROUP, 7)
    assert asked.text == "𠮷 2330"
    assert sent.parameters["message_thread_id"] == 7
    assert sent.parameters["reply_parameters"]["allow_sending_without_reply"]


async def test_leaves_reply_threads_outside_topics_alone(door: Door) -> None:
    """A thread id without a topic groups replies; sending to it would be refused."""
    await door.settled(door.people.say_in_group("/move@StandInBanquetBot x", message_thread_id=9))

    assert "message_thread_id" not in door.world.ledger[0].parameters


async def test_a_press_edits_the_pressed_message(door: Door) -> None:
    """A button's line is run, and its answer takes the place of the message."""
    await door.settled(door.people.say("/move 2330"))
    shown = door.world.ledger[0]
    data = shown.keyboard[0][0]["callback_data"]
    chat = door.people.join(ALICE, "private")
    await door.settled(door.people.press(data, chat, shown.message_id))

    edited = door.world.ledger[1]
    assert (edited.method, edited.message_id) == ("editMessageText", shown.message_id)
    assert edited.text == "move: 2330 again\n4001"
    assert len(data) == 15
    assert len(door.world.toasts) == 1


async def test_only_the_asker_presses_in_a_group(door: Door) -> None:
    """Somebody else's press changes nothing and is told so."""
    await door.settled(door.people.say_in_group("/move@StandInBanquetBot 2330"))
    shown = door.world.ledger[0]
    data = shown.keyboard[0][0]["callback_data"]
    await door.settled(door.people.press(data, door.people.group, shown.message_id, by=BORIS))

    assert len(door.core.asked) == 1
    assert len(door.world.ledger) == 1
    assert door.world.toasts[0]["text"] == "Only who asked can press this."

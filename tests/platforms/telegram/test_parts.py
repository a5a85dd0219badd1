"""What one reply adds to the outbox."""

from bot.core.principals import Chat, ChatKind
from bot.core.replies import Attachment, Button, Reply
from bot.platforms.telegram.parts import Place, reply_parts
from bot.platforms.telegram.render import render
from tests.fakes import TODAY

FILE = Attachment("2330.csv", "date,close\n")
REPLY = Reply("t", buttons=((Button("again", "/history 2330"),),), attachments=(FILE,))
GROUP = Chat("telegram", -7, ChatKind.GROUP, topic=3)


def test_a_file_follows_the_answer_as_a_part_of_its_own() -> None:
    """It has the next key, goes to the same topic, and the buttons stay below the text."""
    place = Place("telegram:1", 9, GROUP, 5, TODAY, answers=44)
    message, file = reply_parts(render(REPLY), place).parts

    assert (message.key, file.key) == ("telegram:1:u9:0", "telegram:1:u9:1")
    assert "reply_markup" in message.target
    assert file.method == "sendDocument"
    assert file.body["document"] == {
        "name": "2330.csv",
        "text": "date,close\n",
        "media_type": "text/csv",
    }
    assert file.target["message_thread_id"] == 3
    assert "reply_markup" not in file.target


def test_a_press_edits_the_message_and_sends_the_file() -> None:
    """A file cannot take the place of a text, so that it is a new message."""
    place = Place("telegram:1", 9, GROUP, 5, TODAY, edits=12)
    message, file = reply_parts(render(REPLY), place).parts

    assert (message.method, message.target["message_id"]) == ("editMessageText", 12)
    assert file.method == "sendDocument"
    assert "message_id" not in file.target

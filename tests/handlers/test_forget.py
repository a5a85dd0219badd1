"""`/forget`: asked twice, by admins alone, and obeyed in groups only where the bot is named."""

from bot.core.chat_life import Forgotten
from bot.core.principals import Principal
from tests.fakes import GROUP, MEMBER, Table
from tests.telling import fault_of, lines_of, text_of


async def test_asks_before_it_deletes() -> None:
    """The first line deletes nothing; its button carries the second one."""
    table = Table()
    table.chat_life.forgotten["console", 0, 0] = Forgotten(1, 2, 3, 4, 5)
    asked = await table.ask("/forget")
    assert [button.line for button in asked.buttons[0]] == ["/forget yes", "/help"]
    assert len(table.chat_life.forgotten) == 1
    told = await table.ask("/forget yes")
    assert told.title == "Everything about this chat is deleted."
    assert told.buttons == ()
    assert told.summary == {
        "settings": 1, "subscriptions": 2, "messages": 3, "buttons": 4, "updates": 5,
        "baskets": 0, "editors": 0, "changes": 0, "named": 0,
    }  # fmt: skip
    assert "Baskets" not in text_of(told)


async def test_speaks_chinese() -> None:
    """Word and answer."""
    told = await Table().ask("/忘記 確定", "zh-TW")
    assert told.title == "這個聊天室的資料都刪除了。"


async def test_only_admins_of_a_group() -> None:
    """A member is refused, an admin is heard, and a group is nobody's person."""
    table = Table()
    refused = await table.in_group("/forget yes", addressed=True)
    assert refused is not None
    assert refused.fault is not None
    table.admins.ids.add(8)
    table.chat_life.forgotten["telegram", GROUP.id, 0] = Forgotten(1, 0, 0, 0, 0)
    told = await table.in_group("/forget yes", Principal("telegram", 8), addressed=True)
    assert told is not None
    assert told.summary["settings"] == 1


async def test_a_word_that_other_bots_share() -> None:
    """Unnamed in a group it is not ours."""
    assert await Table().in_group("/forget", MEMBER) is None


async def test_everyone_is_forgotten_at_their_own_wish() -> None:
    """A member of a group too; asked twice, and told what went."""
    table = Table()
    table.chat_life.forgotten["telegram", 0, MEMBER.id] = Forgotten(baskets=1, named=2)
    asked = await table.in_group("/forget me", addressed=True)
    assert asked is not None
    assert lines_of(asked)[0] == "/forget me yes"
    assert table.chat_life.forgotten
    told = await table.in_group("/forget me yes", addressed=True)
    assert told is not None
    assert "名單與清單：1" in text_of(told)
    assert "不再有你代號的項目：2" in text_of(told)
    assert told.private


async def test_ones_data_is_for_ones_own_eyes() -> None:
    """A file in private; in a group only the way there."""
    table = Table()
    refused = await table.in_group("/mydata")
    assert refused is not None
    assert "私訊" in fault_of(refused).hint
    [file] = (await table.ask("/mydata")).attachments
    assert '"person": "console:0"' in file.text

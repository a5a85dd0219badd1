"""`/status`: an owner in private sees everything, everybody else what concerns the chat."""

from datetime import timedelta

from bot.core.delivery_health import CARD, Ordered, Skipped, Status, Traffic
from bot.core.principals import Principal
from bot.core.replies import Details, Paragraph
from tests.fakes import GROUP, PRIVATE, TODAY, Table

LATER, EARLIER = TODAY + timedelta(days=1), TODAY - timedelta(minutes=5)
FOUND = Status(
    [
        Traffic("telegram", 7, 1, EARLIER, 120, 2, 3, TODAY + timedelta(minutes=10)),
        Traffic("discord", refused=True),
    ],
    [
        Ordered("/digest", 10, 0, LATER, TODAY),
        Ordered("/digest close", 2, 1, TODAY, EARLIER),
        Ordered("/digest morning", 4, 0, None, None),
        Ordered("", 3, 0, LATER, None),
        Ordered(CARD, 1, 0, LATER, None),
    ],
    [Skipped("missed: a test", 4, TODAY - timedelta(days=1))],
    "0004",
)


def table_with(*owners: str) -> Table:
    """Return a Banquet in which something is going on."""
    table = Table(owners=owners)
    table.delivery_health.found = FOUND
    return table


async def test_an_owner_sees_everything() -> None:
    """Numbers by platform and kind, what was left out, and the schema."""
    table = table_with("console:0")
    told = await table.ask("/status")
    texts = ["".join(span.text for span in line) for block in told.blocks
             if isinstance(block, Paragraph) for line in block.lines]  # fmt: skip
    assert table.delivery_health.asked == [None]
    assert told.title == "How deliveries are going"
    assert texts[:4] == [
        "Telegram: told to wait until 15:10",
        "today 120 sent, 2 given up, 3 expired",
        "7 waiting, 1 of them perhaps sent; the oldest for 5 min",
        "Discord: the platform refuses the token",
    ]
    assert "Store: schema 0004" in texts
    [left_out] = [block for block in told.blocks if isinstance(block, Details)]
    assert left_out.lines[0][0].text == "4 × missed: a test, last 11-22 15:00"


async def test_a_chat_sees_what_concerns_it() -> None:
    """No owner: no schema, and the store is asked about that chat alone."""
    table = table_with()
    told = await table.ask("/status")
    assert table.delivery_health.asked == [PRIVATE]
    assert told.title == "Deliveries to this chat"
    assert "schema" not in str(told.blocks)


async def test_an_owner_in_a_group_sees_the_group() -> None:
    """Others read along."""
    table = table_with("telegram:8")
    told = await table.in_group("/status", Principal("telegram", 8), addressed=True)
    assert told is not None
    assert told.summary["everything"] is False
    assert table.delivery_health.asked == [GROUP]


async def test_members_of_a_group_are_refused() -> None:
    """Only its admins can ask; unnamed, the word is another bot's."""
    table = table_with()
    refused = await table.in_group("/status", addressed=True)
    assert refused is not None
    assert refused.fault is not None
    assert await table.in_group("/status") is None


async def test_a_quiet_day() -> None:
    """Nothing sent and nothing ordered is said, not left blank."""
    told = await Table().ask("/狀態", "zh-TW")
    assert "今天沒有送出任何訊息，也沒有等待中的訊息。" in str(told.blocks)

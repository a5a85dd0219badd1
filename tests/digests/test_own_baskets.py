"""A chat's own basket in what comes by itself: its members, and nobody else's."""

from datetime import date, time

from bot.core.audit import Author
from bot.core.own_baskets import Holder, OwnBasket
from tests.digests.conftest import Scene, taipei

DAY = date(2025, 1, 22)


async def keep(scene: Scene, chat: int, *codes: str) -> None:
    """Let a chat have a basket."""
    by, holder = Author("telegram:1", scene.clock.now()), Holder("telegram", chat)
    basket = OwnBasket("ours", f"list {chat}").added(dict.fromkeys(codes), DAY)
    assert await scene.store.own_baskets.put(holder, None, basket, by)
    assert await scene.table.own_baskets.put(holder, None, basket, by)


async def test_each_chat_reads_its_own(scene: Scene) -> None:
    """The same order, two baskets, two contents; who has none is told so in plain words."""
    await keep(scene, 5, "2330", "2317")
    await keep(scene, 6, "2353")
    for chat in (5, 6, 7):
        await scene.order("/move ours", time(14, 45), chat=chat)
    await scene.look(taipei(2, 3, 14, 45))
    first, second, third = [row.text for row in await scene.rows()]
    assert ("2330" in first, "2353" in first) == (True, False)
    assert ("2330" in second, "2353" in second) == (False, True)
    assert "ours" in third
    assert "2330 " not in third.partition("\n")[0]


async def test_the_digest_tells_of_it(scene: Scene) -> None:
    """One content for the chats without baskets, one for each that has some."""
    await keep(scene, 5, "2330", "2317")
    for chat in (5, 6, 7):
        await scene.order(chat=chat)
    await scene.look(taipei(2, 3, 14, 45))
    first, second, third = [row.text for row in await scene.rows()]
    assert "list 5" in first
    assert second == third != first

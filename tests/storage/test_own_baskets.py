"""Own baskets on each database: whole changes, recorded, confined to their holder."""

import asyncio
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.core.audit import Author
from bot.core.own_baskets import Holder, OwnBasket, of_snapshot
from bot.core.principals import Chat, ChatKind
from storage.store import Store
from tests.fakes import TODAY
from tests.storage.rows import select

GROUP = Chat("telegram", -100123, ChatKind.GROUP)
HOLDER, OTHER = Holder("telegram", -100123), Holder("telegram", -100124)
MINE = Holder("telegram", 0, 7)
ANN = Author("telegram:1", TODAY)
DAY = date(2026, 11, 20)
BASKET = OwnBasket("ours", "我們的").added({"2330": Decimal("60.5"), "2317": None}, DAY)


async def test_kept_as_it_is(store: Store) -> None:
    """Titles, weights, spells and their order; the chat is known to have baskets."""
    assert await store.own_baskets.put(HOLDER, None, BASKET, ANN)
    (held,) = await store.own_baskets.of(HOLDER)
    assert held == replace(BASKET, version=1)
    assert (await store.chat_settings.layers(GROUP)).own
    named = await store.own_baskets.named(GROUP)
    assert named["ours"].editions[0].codes == ("2330", "2317")
    assert await store.own_baskets.of(OTHER) == []
    assert await store.own_baskets.of(MINE) == []


async def test_of_two_changes_one_is_taken(store: Store) -> None:
    """Whoever comes second changes nothing; each change is recorded with what was and is."""
    await store.own_baskets.put(HOLDER, None, BASKET, ANN)
    (held,) = await store.own_baskets.of(HOLDER)
    taken = await asyncio.gather(
        *(
            store.own_baskets.put(HOLDER, held, held.added({code: None}, DAY), ANN)
            for code in ("2382", "2454", "2308")
        )
    )
    assert sorted(taken) == [False, False, True]
    first, second = reversed(await store.audit.entries(GROUP, 9))
    assert (first.what, first.old, second.old) == ("basket:ours", None, first.new)
    assert len(of_snapshot(second.new or "").members) == 3


async def test_a_name_is_taken_once(store: Store) -> None:
    """A second basket of the name, and a rename to it, change nothing."""
    await store.own_baskets.put(HOLDER, None, BASKET, ANN)
    await store.own_baskets.put(HOLDER, None, OwnBasket("chips", "chips"), ANN)
    held = {one.name: one for one in await store.own_baskets.of(HOLDER)}
    assert not await store.own_baskets.put(HOLDER, None, BASKET, ANN)
    renamed = replace(held["ours"], name="chips")
    assert not await store.own_baskets.put(HOLDER, held["ours"], renamed, ANN)
    assert len(await store.audit.entries(GROUP, 9)) == 2


async def test_deleted(store: Store) -> None:
    """With its members; the last one gone, the chat has none."""
    await store.own_baskets.put(HOLDER, None, BASKET, ANN)
    (held,) = await store.own_baskets.of(HOLDER)
    assert await store.own_baskets.put(HOLDER, held, None, ANN)
    assert await select(store, "SELECT * FROM basket_members") == []
    assert not (await store.chat_settings.layers(GROUP)).own


async def test_a_members_list_is_not_the_chats(store: Store) -> None:
    """It is kept apart and leaves no entry."""
    assert await store.own_baskets.put(MINE, None, replace(BASKET, name="watch"), ANN)
    assert [one.name for one in await store.own_baskets.of(MINE)] == ["watch"]
    assert await store.own_baskets.of(Holder("telegram", 0, 8)) == []
    assert await select(store, "SELECT * FROM audit") == []


async def test_shared_for_a_month(store: Store) -> None:
    """A code brings the copy until it expires."""
    await store.own_baskets.share(HOLDER, BASKET, "ABCD", ANN)
    assert await store.own_baskets.shared("ABCD", ANN) == BASKET
    late = replace(ANN, at=TODAY.replace(month=12, day=24))
    assert await store.own_baskets.shared("ABCD", late) is None
    assert await store.own_baskets.shared("OTHER", ANN) is None

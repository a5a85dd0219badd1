"""Settings in layers, versioned and recorded, on each database."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.audit import Author
from bot.core.principals import Chat, ChatKind
from bot.core.settings import OPERATOR, Layer, Layers
from storage.store import Store
from tests.fakes import TODAY
from tests.storage.rows import select

GROUP = Chat("telegram", -100123, ChatKind.GROUP)
TOPIC = replace(GROUP, topic=7)
ANN = Author("telegram:1", TODAY)


async def test_nobody_chose(store: Store) -> None:
    """Every layer is empty."""
    assert await store.chat_settings.layers(TOPIC) == Layers()


async def test_each_layer_is_kept_apart(store: Store) -> None:
    """Operator, chat and topic; other chats and topics have nothing of it."""
    settings = store.chat_settings
    assert await settings.choose(OPERATOR, "colors", "green_up", ANN)
    assert await settings.choose(TOPIC, "width", "desktop", ANN)
    assert await settings.choose(TOPIC, "width", "phone", ANN, in_topic=True)
    operator = Layer({"colors": "green_up"}, 1)
    chat, topic = Layer({"width": "desktop"}, 1), Layer({"width": "phone"}, 1)
    assert await settings.layers(TOPIC) == Layers(operator, chat, topic)
    assert await settings.layers(replace(GROUP, topic=8)) == Layers(operator, chat)
    assert await settings.layers(replace(GROUP, id=5)) == Layers(operator)


async def test_a_choice_is_taken_back(store: Store) -> None:
    """None is the default again; the version goes on."""
    settings = store.chat_settings
    await settings.choose(GROUP, "width", "desktop", ANN)
    await settings.choose(GROUP, "width", None, ANN)
    assert (await settings.layers(GROUP)).chat == Layer({}, 2)


async def test_who_is_late_sees_it(store: Store) -> None:
    """A choice over an older version changes nothing and leaves no entry."""
    settings = store.chat_settings
    assert await settings.choose(GROUP, "width", "desktop", ANN, seen=0)
    assert not await settings.choose(GROUP, "width", "phone", ANN, seen=0)
    assert (await settings.layers(GROUP)).chat == Layer({"width": "desktop"}, 1)
    assert len(await store.audit.entries(GROUP, 9)) == 1


@pytest.mark.parametrize("seen", [0, None])
async def test_many_at_once(store: Store, seen: int | None) -> None:
    """Of choices over one version one is taken; unconditional ones are all taken, none is lost."""
    keys = ("colors", "width", "pictures", "quiet", "fade", "cooldown")
    taken = await asyncio.gather(
        *(store.chat_settings.choose(GROUP, key, "x", ANN, seen=seen) for key in keys)
    )
    layer = (await store.chat_settings.layers(GROUP)).chat
    assert sum(taken) == len(layer.values) == layer.version == (1 if seen == 0 else len(keys))


async def test_every_change_is_recorded(store: Store) -> None:
    """Who, where, when, old and new; the same value again is no change."""
    later = Author("telegram:2", TODAY.replace(hour=16))
    await store.chat_settings.choose(GROUP, "width", "desktop", ANN)
    await store.chat_settings.choose(GROUP, "width", "desktop", later)
    await store.chat_settings.choose(TOPIC, "width", "phone", later, in_topic=True)
    topic, chat = await store.audit.entries(GROUP, 9)
    assert (chat.what, chat.old, chat.new, chat.author) == (
        "setting:width", None, '"desktop"', "telegram:1",
    )  # fmt: skip
    assert (topic.chat.topic, topic.new, topic.at) == (7, '"phone"', later.at)
    assert await store.audit.last(GROUP) == topic
    assert await store.audit.entries(GROUP, 9, before=topic.id) == [chat]
    assert await store.audit.entries(replace(GROUP, id=5), 9) == []


async def test_a_language_is_a_setting(store: Store) -> None:
    """Both ports tell the same."""
    await store.chats.set_language(GROUP, "en", TODAY)
    assert (await store.chat_settings.layers(GROUP)).chat.values == {"language": "en"}
    await store.chat_settings.choose(GROUP, "language", "zh-TW", ANN)
    assert await store.chats.language(GROUP) == "zh-TW"
    assert await select(store, "SELECT count(*) FROM chats") == [(1,)]

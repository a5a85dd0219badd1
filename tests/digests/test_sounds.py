"""What a chat gets by itself sounds as its settings say, and reads in its language."""

from datetime import time
from decimal import Decimal

import pytest

from bot.core.audit import Author
from bot.core.principals import Chat
from bot.core.settings import OPERATOR
from tests.digests.conftest import Scene, taipei
from tests.storage.rows import select

CHAT = Chat("telegram", 5)


async def choose(scene: Scene, key: str, value: str, *, topic: int | None = None) -> None:
    """Let the chat choose."""
    chat = Chat("telegram", 5, topic=topic)
    by = Author("telegram:1", scene.clock.now())
    assert await scene.store.chat_settings.choose(chat, key, value, by, in_topic=bool(topic))


async def silences(scene: Scene) -> list[bool]:
    """Return how what was sent arrives."""
    return [bool(silent) for (silent,) in await select(scene.store, "SELECT silent FROM outbox")]


@pytest.mark.parametrize(
    ("key", "value", "silent"),
    [
        ("width", "phone", True),
        ("digest_sound", "sound", False),
        ("digest_sound", "silent", True),
        ("alert_sound", "sound", True),
        ("quiet", "22:00-08:00", True),
    ],
)
async def test_a_digest(scene: Scene, key: str, value: str, *, silent: bool) -> None:
    """Silent, until the chat chooses something about digests."""
    await scene.order()
    await choose(scene, key, value)
    await scene.look(taipei(2, 3, 14, 45))
    assert await silences(scene) == [silent]


async def test_quiet_hours_win(scene: Scene) -> None:
    """By the chat's own clock: a quarter to three in Taipei is a quarter to seven in London."""
    await scene.order()
    for key, value in (("digest_sound", "sound"), ("quiet", "22:00-07:00"),
                       ("zone", "Europe/London")):  # fmt: skip
        await choose(scene, key, value)
    await scene.look(taipei(2, 3, 14, 45))
    assert await silences(scene) == [True]


@pytest.mark.parametrize(
    ("ordered", "chosen", "quiet", "silent"),
    [
        (False, "silent", "off", False),
        (True, "sound", "off", True),
        (False, "sound", "14:00-15:00", True),
        (None, "sound", "15:00-14:00", False),
    ],
)
async def test_an_order_may_say_otherwise(
    scene: Scene, chosen: str, quiet: str, *, ordered: bool | None, silent: bool
) -> None:
    """What was said of one order wins over the setting, and the quiet hours over both."""
    await scene.order(silent=ordered)
    await choose(scene, "digest_sound", chosen)
    await choose(scene, "quiet", quiet)
    await scene.look(taipei(2, 3, 14, 45))
    assert await silences(scene) == [silent]


async def test_the_operators_defaults_hold(scene: Scene) -> None:
    """Language and sound, for whoever chose nothing; what a chat chose wins."""
    await scene.order("/index", time(14, 45))
    await scene.order("/index", time(14, 45), chat=6)
    by = Author("telegram:1", scene.clock.now())
    for key, value in (("language", "en"), ("digest_sound", "sound")):
        assert await scene.table.chats.choose(OPERATOR, key, value, by)
    await choose(scene, "digest_sound", "silent")
    await scene.look(taipei(2, 3, 14, 45))
    assert await silences(scene) == [True, False]
    assert "加權指數" not in "".join(row.text.partition("\n")[0] for row in await scene.rows())


async def test_off_is_recorded(scene: Scene) -> None:
    """Nothing is sent, with the reason, and the order stands."""
    order = await scene.order()
    await choose(scene, "digest_sound", "off")
    await scene.look(taipei(2, 3, 14, 45))
    assert (await silences(scene), await scene.skips()) == (
        [], ["switched off in the chat's settings"],
    )  # fmt: skip
    kept = await scene.store.subscriptions.find(CHAT, order.id)
    assert kept is not None
    assert kept.next is not None


async def test_what_waits_for_a_move_is_an_alert(scene: Scene) -> None:
    """Alerts have a setting of their own."""
    await scene.order("/dinnerlist", time(14, 45), moved=Decimal(1))
    await choose(scene, "alert_sound", "off")
    await scene.look(taipei(2, 3, 14, 45))
    assert await scene.skips() == ["switched off in the chat's settings"]


async def test_chats_read_their_own_language(scene: Scene) -> None:
    """One content for each language, and the same for chats that chose alike."""
    for chat in (5, 6, 7):
        await scene.order("/index", time(14, 45), chat=chat)
    await choose(scene, "language", "en")
    await scene.look(taipei(2, 3, 14, 45))
    texts = [row.text for row in await scene.rows()]
    assert "加權指數" not in texts[0].partition("\n")[0]
    assert texts[1] == texts[2] != texts[0]

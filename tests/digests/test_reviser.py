"""Sent digests follow the figures: late parts silently, restated ones with a word."""

from datetime import time

import pytest

from bot.core.audit import Author
from bot.core.principals import Chat
from tests.digests.conftest import STORY, Form, Scene, taipei
from tests.storage.rows import select


async def sent(scene: Scene, line: str = "/digest") -> None:
    """Order and send the story's digest, seen by the reviser once."""
    await scene.order(line)
    scene.publication.changed[STORY] = taipei(2, 3, 14, 30)
    await scene.look(taipei(2, 3, 14, 45))
    assert await scene.reviser.look() == 0


async def test_unchanged_figures_change_nothing(scene: Scene) -> None:
    """Being fetched again is no change."""
    await sent(scene)
    scene.publication.changed[STORY] = taipei(2, 3, 16)
    assert await scene.reviser.look() == 0
    assert len(await scene.rows()) == 1


async def test_a_restated_close_is_corrected_in_place(scene: Scene) -> None:
    """Old and new are named; nobody is woken where no sign and no headline changed."""
    await sent(scene)
    scene.clock.at = taipei(2, 3, 15, 20)
    scene.restate("2330", "1075")
    assert await scene.reviser.look() == 1
    _, edit = await scene.rows()
    assert (edit.method, edit.kind) == ("edit", "edit")
    assert "更正 15:20：台積電收盤 1,070 → 1,075（交易所更正）" in edit.text
    assert await scene.reviser.look() == 0


async def test_a_changed_sign_or_headline_is_said_aloud(scene: Scene) -> None:
    """A reply points at the edited message."""
    await sent(scene)
    scene.clock.at = taipei(2, 3, 15, 20)
    scene.restate("TAIEX", "23600.41")
    assert await scene.reviser.look() == 2
    _, aloud, edit = await scene.rows()
    assert (aloud.method, aloud.kind) == ("push", "correction")
    assert aloud.text.startswith("<b>更正：收盤快報")
    assert "23,600.41" in edit.text


@pytest.mark.parametrize(
    ("key", "value", "silences"),
    [
        ("correction_sound", "sound", [("push", False), ("edit", True)]),
        ("correction_sound", "silent", [("push", True), ("edit", True)]),
        ("correction_sound", "off", [("edit", True)]),
        ("quiet", "15:00-16:00", [("push", True), ("edit", True)]),
    ],
)
async def test_a_correction_sounds_as_the_chat_wishes(
    scene: Scene, key: str, value: str, silences: list[tuple[str, bool]]
) -> None:
    """With sound, silent, or not said at all; the message is edited whatever the chat wishes."""
    by = Author("telegram:1", scene.clock.now())
    assert await scene.store.chat_settings.choose(Chat("telegram", 5), key, value, by)
    await sent(scene)
    scene.clock.at = taipei(2, 3, 15, 20)
    scene.restate("TAIEX", "23600.41")
    await scene.reviser.look()
    rows = await select(scene.store, "SELECT method, silent FROM outbox ORDER BY id")
    assert [(method, bool(silent)) for method, silent in rows][1:] == silences


async def test_a_correction_stays_when_more_is_corrected(scene: Scene) -> None:
    """The message keeps the history of the day."""
    await sent(scene)
    scene.clock.at = taipei(2, 3, 15, 20)
    scene.restate("2330", "1075")
    await scene.reviser.look()
    scene.clock.at = taipei(2, 3, 16)
    scene.restate("2382", "244")
    await scene.reviser.look()
    last = (await scene.rows())[-1]
    assert "更正 15:20：台積電" in last.text
    assert "更正 16:00：廣達" in last.text


async def test_late_parts_are_added_silently(scene: Scene) -> None:
    """What was missing at the deadline is put in without a correction."""
    await scene.order()
    held = {key: bar for key, bar in scene.table.bars.rows.items() if key[0] == STORY}
    for key in held:
        del scene.table.bars.rows[key]
    scene.publication.lacks.add(STORY)
    await scene.look(taipei(2, 3, 17, 30))
    scene.table.bars.rows.update(held)
    scene.publication.lacks.clear()
    scene.publication.changed[STORY] = taipei(2, 3, 18)
    scene.clock.at = taipei(2, 3, 18, 1)
    assert await scene.reviser.look() == 1
    notice, edit = await scene.rows()
    assert "仍未公布" in notice.text
    assert "22,694.71" in edit.text
    assert "更正" not in edit.text


async def test_a_card_turns_from_morning_to_close(scene: Scene) -> None:
    """In place, without a correction and without a second message."""
    await scene.order("/digest close", time(9, 5), form=Form.CARD)
    await scene.look(taipei(2, 3, 9, 5))
    scene.publication.changed[STORY] = taipei(2, 3, 13, 50)
    scene.clock.at = taipei(2, 3, 13, 51)
    assert await scene.reviser.look() == 1
    rows = await scene.rows()
    assert [row.method for row in rows] == ["push", "pin", "edit"]
    assert "收盤快報｜2025-02-03" in rows[-1].text
    assert "更正" not in rows[-1].text


async def test_actions_that_come_after_the_morning_digest_are_put_into_it(scene: Scene) -> None:
    """Their tables are fetched when the digest goes; hours before the session has prices."""
    scene.table.actions.complete = False
    await scene.order("/digest morning", time(8, 30))
    await scene.look(taipei(2, 3, 8, 30))
    scene.table.actions.complete = True
    scene.publication.changed[STORY] = taipei(2, 3, 8, 31)
    scene.publication.unpriced.add(STORY)
    scene.clock.at = taipei(2, 3, 8, 32)
    assert await scene.reviser.look() == 1
    first, edit = await scene.rows()
    assert "除權息" in first.text.rpartition("仍未公布")[2]
    assert "仍未公布" not in edit.text
    assert "更正" not in edit.text


async def test_a_card_stays_the_morning_s_until_there_are_prices(scene: Scene) -> None:
    """Corporate actions alone make no close."""
    scene.table.actions.complete = False
    await scene.order("/digest close", time(9, 5), form=Form.CARD)
    await scene.look(taipei(2, 3, 9, 5))
    scene.table.actions.complete = True
    scene.publication.changed[STORY] = taipei(2, 3, 9, 6)
    scene.publication.unpriced.add(STORY)
    scene.clock.at = taipei(2, 3, 9, 7)
    assert await scene.reviser.look() == 1
    assert "盤前快報｜2025-02-03" in (await scene.rows())[-1].text

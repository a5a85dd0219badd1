"""Due orders become messages once, their orders move on, and sent ones are brought up to date."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, insert

from bot.core.planning import Change, Plan, Variant
from bot.core.ports import StoredButton
from bot.core.subscriptions import Occurrence
from storage.planning import PAGE, StoredPlanning
from storage.store import Store
from storage.tables import metadata
from tests.fakes import TODAY, FakeClock
from tests.storage.rows import select

SUBSCRIPTIONS = metadata.tables["subscriptions"]
CHATS = metadata.tables["chats"]
BOTS = {"telegram": "telegram:1", "discord": "discord:2"}
DUE = Occurrence(date(2025, 2, 3), datetime(2025, 2, 3, 6, 45, tzinfo=UTC))
NEXT = Occurrence(date(2025, 2, 4), datetime(2025, 2, 4, 6, 45, tzinfo=UTC))


def order(number: int, **other: object) -> dict[str, object]:
    """Return a row of an order that is due."""
    return {
        "id": number, "platform": "telegram", "chat": 1000 + number, "chat_kind": "private",
        "topic": 0, "line": "/digest", "at": "14:45", "zone": "Asia/Taipei", "days": "sessions",
        "on_day": 0, "form": "message", "silent": True, "own_sound": False, "skip_closed": True,
        "moved": None, "pause": "", "next_day": DUE.day, "next_at": DUE.at, "made_by": 7,
        "made_at": TODAY,
        **other,
    }  # fmt: skip


ENGLISH = '{"language":"en"}'


async def keep(store: Store, *rows: dict[str, object]) -> None:
    """Store orders."""

    def work(connection: Connection) -> None:
        """Insert the rows."""
        connection.execute(insert(SUBSCRIPTIONS), list(rows))

    await store.database.write(work)


def planned(variant: Variant, text: str = "figures", **other: object) -> Plan:
    """Return a plan that sends one message."""
    plan = Plan(variant, NEXT, ({"text": text},), facts='{"gaps": []}')
    return replace(plan, **other)  # type: ignore[arg-type]  # the tests' own fields


async def test_alike_orders_are_one_variant(store: Store) -> None:
    """Language, line and options tell variants apart; chats and topics do not."""
    await keep(
        store,
        order(1),
        order(2, topic=5),
        order(3, line="/dinnerlist"),
        order(4, platform="discord"),
        order(5, next_at=NEXT.at, next_day=NEXT.day),
        order(6, next_at=None, next_day=None),
    )
    found = await store.planning.due(DUE.at)
    assert [(one.platform, one.line) for one in found] == [
        ("telegram", "/digest"),
        ("telegram", "/dinnerlist"),
        ("discord", "/digest"),
    ]
    assert found[0].due == DUE
    assert found[0].reads == "||"


async def test_a_language_makes_a_variant(store: Store, clock: FakeClock) -> None:
    """A chat that chose a language gets the content of that language only."""
    await keep(store, order(1), order(2))

    def work(connection: Connection) -> None:
        """Let the second chat choose English."""
        connection.execute(
            insert(CHATS),
            [{"platform": "telegram", "id": 1002, "settings": ENGLISH, "changed_at": TODAY}],
        )

    await store.database.write(work)
    en, zh = sorted(await store.planning.due(DUE.at), key=lambda one: one.reads)
    clock.at = DUE.at
    assert await store.planning.carry_out([planned(zh, "zh"), planned(en, "en")], BOTS) == 2
    rows = await select(
        store, "SELECT chat, body FROM outbox JOIN content ON hash = content ORDER BY chat"
    )
    assert [tuple(row) for row in rows] == [(1001, '{"text":"zh"}'), (1002, '{"text":"en"}')]


async def test_a_run_is_sent_once(store: Store, clock: FakeClock) -> None:
    """Carrying the same plan out again adds nothing, and the order waits for its next run."""
    await keep(store, order(1), order(2, topic=9, silent=False, own_sound=True))
    clock.at = DUE.at
    (variant,) = await store.planning.due(DUE.at)
    assert await store.planning.carry_out([planned(variant)], BOTS) == 2
    assert await store.planning.carry_out([planned(variant)], BOTS) == 0
    assert await store.planning.due(DUE.at) == []
    (later,) = await store.planning.due(NEXT.at)
    assert later.due == NEXT
    rows = await select(
        store,
        "SELECT key, bot, chat, topic, silent, kind, method, priority, shard"
        " FROM outbox ORDER BY id",
    )
    assert [tuple(row) for row in rows] == [
        ("s1:2025-02-03:0", "telegram:1", 1001, None, True, "digest", "push", 1, 9),
        ("s2:2025-02-03:0", "telegram:1", 1002, 9, False, "digest", "push", 1, 10),
    ]


async def test_pages_lose_and_double_nobody(store: Store, clock: FakeClock) -> None:
    """More orders than fit one page all get their message, each once."""
    await keep(store, *(order(number) for number in range(1, PAGE + 12)))
    clock.at = DUE.at
    (variant,) = await store.planning.due(DUE.at)
    two = planned(variant, expires_at=DUE.at + timedelta(hours=5))
    two = replace(two, bodies=(*two.bodies, {"text": "second"}))
    assert await store.planning.carry_out([two], BOTS) == 2 * (PAGE + 11)
    (row,) = await select(
        store, "SELECT COUNT(*), COUNT(DISTINCT key), COUNT(DISTINCT chat) FROM outbox"
    )
    assert tuple(row) == (2 * (PAGE + 11), 2 * (PAGE + 11), PAGE + 11)
    (left,) = await select(store, "SELECT COUNT(*) FROM plans")
    assert tuple(left) == (0,)


async def test_a_run_that_is_left_out_is_recorded(store: Store, clock: FakeClock) -> None:
    """No message leaves; the reason stands beside the order and the day."""
    await keep(store, order(1))
    clock.at = DUE.at
    (variant,) = await store.planning.due(DUE.at)
    plan = Plan(variant, NEXT, reason="missed: down until 09:00")
    assert await store.planning.carry_out([plan], BOTS) == 0
    (row,) = await select(store, "SELECT subscription, reason FROM skips")
    assert tuple(row) == (1, "missed: down until 09:00")
    assert await store.planning.due(DUE.at) == []


async def test_shared_buttons_live_on(store: Store, clock: FakeClock) -> None:
    """A button that is shown again expires later."""
    await keep(store, order(1))
    clock.at = DUE.at
    (variant,) = await store.planning.due(DUE.at)
    first = StoredButton("v1.abc", "/dinnerlist", "telegram", 0, None, DUE.at)
    later = replace(first, expires_at=NEXT.at)
    await store.planning.carry_out([planned(variant, buttons=(first,))], BOTS)
    await store.planning.carry_out([planned(variant, buttons=(later,))], BOTS)
    assert await store.buttons.find("v1.abc") == later


async def test_what_is_shown_follows_its_edits(store: Store, clock: FakeClock) -> None:
    """A change edits each message that shows the old content, once, and may speak up."""
    await keep(store, order(1), order(2), order(3, line="/dinnerlist"))
    clock.at = DUE.at
    plans = [planned(one, one.line) for one in await store.planning.due(DUE.at)]
    await store.planning.carry_out(plans, BOTS)
    (shown,) = await store.planning.shown(DUE.day, DUE.day, ["/digest"])
    assert shown.variant.line == "/digest"
    assert shown.facts == '{"gaps": []}'
    clock.pass_time(60)
    wanted = Change(shown, {"text": "better"}, '{"gaps": 1}', aloud={"text": "wrong before"})
    assert await store.planning.change(wanted, BOTS) == 4
    assert await store.planning.change(wanted, BOTS) == 0
    (now,) = await store.planning.shown(DUE.day, DUE.day, ["/digest"])
    assert now.content != shown.content
    assert now.facts == '{"gaps": 1}'
    rows = await select(
        store, "SELECT method, kind, edits, priority FROM outbox WHERE edits > 0 ORDER BY id"
    )
    assert [tuple(row) for row in rows] == [
        ("push", "correction", 1, 1),
        ("push", "correction", 2, 1),
        ("edit", "edit", 1, 2),
        ("edit", "edit", 2, 2),
    ]


async def test_a_card_is_pinned_once(store: Store, clock: FakeClock) -> None:
    """Each first message of the day gets one pin."""
    await keep(store, order(1, form="card"))
    clock.at = DUE.at
    (variant,) = await store.planning.due(DUE.at)
    await store.planning.carry_out([planned(variant)], BOTS)
    assert await store.planning.pin(variant, BOTS) == 1
    assert await store.planning.pin(variant, BOTS) == 0


async def test_two_planners_at_once_add_one_message(store: Store, clock: FakeClock) -> None:
    """Both may carry the same plan out; the keys keep the copies away."""
    await keep(store, order(1))
    clock.at = DUE.at
    (variant,) = await store.planning.due(DUE.at)
    other = StoredPlanning(store.database, clock)
    assert await store.planning.carry_out([planned(variant)], BOTS) == 1
    assert await other.carry_out([planned(variant)], BOTS) == 0


async def test_orders_without_a_next_run_are_restarted_by_variant(store: Store) -> None:
    """Both orders of one variant at once; what is paused, or has a run, is left alone."""
    none = {"next_at": None, "next_day": None}
    await keep(store, order(1, **none), order(2, **none), order(3, pause="asked", **none), order(4))
    (found,) = await store.planning.idle()
    assert (found.line, found.platform) == ("/digest", "telegram")
    assert await store.planning.restart(found, NEXT) == 2
    assert await store.planning.idle() == []
    rows = await select(store, "SELECT id FROM subscriptions WHERE next_at IS NOT NULL ORDER BY id")
    assert rows == [(1,), (2,), (4,)]

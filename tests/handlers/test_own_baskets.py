"""Baskets that a chat draws up: made, changed, used like the built-in ones, handed on."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.own_baskets import OwnBasket, Spell, as_snapshot, of_snapshot
from bot.core.principals import Principal
from bot.core.replies import Reply
from bot.core.requests import Request
from handlers.saying.basket_tables import harmless
from tests.choice_fakes import FakeAdmins
from tests.fakes import GROUP, MEMBER, Table
from tests.telling import fault_of, text_of

ADMIN = Principal("telegram", 99)
DAY = date(2026, 11, 2)


def table() -> Table:
    """Return a Banquet in a group with an admin."""
    return Table(admins=FakeAdmins({ADMIN.id}))


async def ask(one: Table, line: str, who: Principal = ADMIN) -> Reply:
    """Write a line in the group, in English."""
    request = Request(GROUP, who, line, one.clock.now(), addressed=True, speak="en")
    reply = await one.core.answer(request)
    assert reply is not None
    return reply


async def codes(one: Table, name: str = "ours") -> list[str]:
    """Return who is in a basket, as everybody is told."""
    reply = await ask(one, f"/basket show {name} 2025-02-03", MEMBER)
    assert reply.ok, reply.title
    return [figure.code for figure in reply.figures]


async def test_a_basket_of_ones_own() -> None:
    """Made by an admin, seen by members, used wherever a basket's name is."""
    one = table()
    made = await ask(one, "/basket new ours 2330 鴻海")
    assert (made.ok, made.summary["members"]) == (True, ["2330", "2317"])
    assert await codes(one) == ["2330", "2317"]
    for line in ("/move ours 2025-02-03", "/limit ours 2025-02-03", "/since ours 2025-01-22",
                 "/compare ours 2025-01-22", "/movers ours 2025-02-03", "/exdiv ours",
                 "/basket ours 2025-02-03"):  # fmt: skip
        assert (await ask(one, line, MEMBER)).ok, line
    assert "ours (ours): 2 members" in str((await ask(one, "/basket list", MEMBER)).blocks)


async def test_members_come_and_go() -> None:
    """From the newest session that is over; what was before stays as it was."""
    one = table()
    await ask(one, "/basket new ours 2330")
    one.clock.pass_time(7 * 86_400)
    await ask(one, "/basket add ours 2317=30 2382")
    await ask(one, "/basket remove ours 2330")
    assert (await ask(one, "/basket show ours", MEMBER)).summary["edition"] == date(2026, 11, 27)
    assert await codes(one) == ["2330"]
    assert [entry.what for entry in one.chats.audit.held] == ["basket:ours"] * 3


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("/basket new dinner 2330", "“dinner” cannot be a basket's name."),
        ("/basket new 兆元宴 2330", "“兆元宴” cannot be a basket's name."),
        ("/basket new 2330 2317", "“2330” cannot be a basket's name."),
        ("/basket new 台積電 2317", "“台積電” cannot be a basket's name."),
        ("/basket new add 2317", "“add” cannot be a basket's name."),
        ("/basket new move 2317", "“move” cannot be a basket's name."),
        ("/basket new a.b 2317", "“a.b” cannot be a basket's name."),
        ("/basket new ours 2330", "“ours” cannot be a basket's name."),
        ("/basket new other 9999", "There is no listed or OTC instrument “9999”."),
        ("/basket add dinner 2330", "“dinner” is built in and stays as it is."),
        ("/basket add nothing 2330", "This chat has no basket “nothing” of its own."),
        ("/basket remove ours 2454", "None of them is in ours."),
        ("/basket import other 2345-ABCD-EFGH", "Nothing is shared under that code (any more)."),
    ],
)
async def test_what_cannot_be(line: str, message: str) -> None:
    """Said in one sentence with a way out; nothing is changed."""
    one = table()
    await ask(one, "/basket new ours 2330")
    before = dict(one.own_baskets.held)
    reply = await ask(one, line)
    assert fault_of(reply).message == message
    assert fault_of(reply).hint or reply.buttons
    assert one.own_baskets.held == before


async def test_members_of_the_group_only_look() -> None:
    """Every change is refused."""
    one = table()
    await ask(one, "/basket new ours 2330")
    before = dict(one.own_baskets.held)
    for line in ("new x 2330", "add ours 2317", "remove ours 2330", "rename ours x",
                 "delete ours yes", "copy ai x", "import x 2330"):  # fmt: skip
        assert not (await ask(one, f"/basket {line}", MEMBER)).ok, line
    assert one.own_baskets.held == before


async def test_copied_renamed_deleted() -> None:
    """A built-in basket is copied, and the copy is the chat's own."""
    one = table()
    assert len((await ask(one, "/basket copy dinner ours")).summary["members"]) > 5  # type: ignore[arg-type]  # a list
    assert (await ask(one, "/basket rename ours chips 晶片")).title == "ours is called 晶片 now."
    assert (await ask(one, "/basket show 晶片 2025-02-03")).ok
    asked = await ask(one, "/basket delete chips")
    assert asked.buttons[0][0].once
    await ask(one, asked.buttons[0][0].line)
    assert not (await ask(one, "/basket show chips")).ok
    assert not one.chats.owning


async def test_handed_on() -> None:
    """A code brings the same basket to another chat; a table may be pasted."""
    one = table()
    await ask(one, "/basket new ours 2330=60 2317=40")
    handed = await ask(one, "/basket export ours")
    taken = await ask(one, f"/basket import twin {handed.summary['code']}")
    assert taken.summary["members"] == ["2330", "2317"]
    assert "2330,台積電," in handed.attachments[0].text
    pasted = await ask(one, "/basket import other code name 2330 2382")
    assert pasted.summary["members"] == ["2330", "2382"]


async def test_the_digest_tells_of_it() -> None:
    """Beside the dinner, short; the default basket is the one that is told, where it is own."""
    one = table()
    assert "own" not in (await ask(one, "/digest 2025-02-03")).summary
    await ask(one, "/basket new ours 2330 2317 2377")
    await ask(one, "/basket new other 3515")
    digest = await ask(one, "/digest 2025-02-03")
    own = digest.summary["own"]
    assert isinstance(own, dict)
    assert (own["name"], own["decliners"], own["median_percent"]) == ("ours", 2, Decimal("-5.73"))
    assert len(text_of(digest)) <= 900
    await ask(one, "/settings basket other")
    chosen = (await ask(one, "/digest 2025-02-03")).summary["own"]
    assert isinstance(chosen, dict)
    assert chosen["name"] == "other"


async def test_limits() -> None:
    """Twenty baskets, sixty members each."""
    one = table()
    for number in range(20):
        assert (await ask(one, f"/basket new b{number}")).ok
    assert fault_of(await ask(one, "/basket new more")).message == "A chat can have 20 baskets."
    listed = [i.code for i in one.core._parts.almanac.directory.listed(DAY)][:61]
    reply = await ask(one, f"/basket add b1 {' '.join(listed)}")
    assert "holds 60 members; this would be 61" in fault_of(reply).message


async def test_a_watch_list_is_private() -> None:
    """Everyone has their own; the reply is for the asker alone."""
    one = table()
    mine = await ask(one, "/watch add 2330 2317", MEMBER)
    assert (mine.private, mine.summary["watch"]) == (True, ["2330", "2317"])
    assert (await ask(one, "/watch")).summary == {}
    left = await ask(one, "/watch remove 2330", MEMBER)
    assert left.summary["watch"] == ["2317"]
    assert (await ask(one, "/watch clear", MEMBER)).summary == {}
    assert one.chats.audit.held == []


STEPS = st.lists(
    st.tuples(st.booleans(), st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3),
              st.integers(0, 3)), max_size=12,
)  # fmt: skip


@given(STEPS)
def test_who_belonged_when(steps: list[tuple[bool, list[str], int]]) -> None:
    """Against a model that writes every day's members down."""
    basket, day, present = OwnBasket("ours", "ours"), DAY, set[str]()
    diary: dict[date, set[str]] = {}
    for is_added, names, days in steps:
        if is_added:
            basket, present = basket.added(dict.fromkeys(names), day), present | set(names)
        else:
            basket, present = basket.removed(names, day), present - set(names)
        diary[day] = set(present)
        for _ in range(days):
            day += timedelta(days=1)
            diary[day] = set(present)
    for when, members in diary.items():
        assert {s.code for s in basket.spells if s.holds_on(when)} == members
        assert sum(s.holds_on(when) for s in basket.spells) == len(members)
    assert of_snapshot(as_snapshot(basket)) == basket


def test_a_cell_is_no_formula() -> None:
    """Spreadsheets reckon with what begins like one."""
    assert [harmless(c) for c in ("=1+1", "+1", "-1", "@x", "2330")] == [
        "'=1+1", "'+1", "'-1", "'@x", "2330",
    ]  # fmt: skip
    assert Spell("2330", DAY).holds_on(DAY)

"""Two thousand lines of junk and near-sense: every one is answered, none breaks anything."""

import json
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.principals import Principal
from bot.core.registry import registry
from bot.core.requests import Named, Request
from tests.fakes import PRIVATE, Table, almanac
from tests.telling import told

TABLE = Table()
WORDS = (
    *registry.words(),
    *(f"/{command.name}" for command in registry.commands),
    *("2330", "台積電", "Hon", "Hai", "nanya", "統一", "TAIEX", "0050", "00631L", "1216", "0203"),
    *("2/3", "2/30", "2025-02-03", "2025-02", "114/02/03", "2025-01-18場", "第2場", "#9", "開紅盤"),
    *("昨天", "last", "monday", "封關", "2025年2月", "9999-12-31", "0000-00-00", "1/1/1", "２／３"),
    *("code", "percent", "name", "zh-TW", "en", "1", "-1", "1e9", "9" * 40, "٣", "²", "①", "Ⅷ"),
    *("<b>", "&amp;", "{", "{0}", "%s", "{name}", "\u202e", "\u200b", "\x00", "\ud800", "\ufeff"),
    *("", "/", "//", "@", "#", "，", "、", ";", "。", "🍜", "👨‍👩‍👧", "ﷺ", "a" * 300, "台" * 300),
)
SENSE = st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join)
JUNK = st.text(max_size=120)
MIXED = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=8).map(" ".join)


async def _answered(request: Request) -> None:
    """Ask, and look that the answer is no bug, that it can be told, and that nothing changed."""
    before = dict(TABLE.chats.languages)
    reply = await TABLE.core.answer(request)
    if reply is None:
        return
    whole = told(reply)
    assert whole["error"] is None or whole["error"]["kind"] == "asker", request.text
    assert whole["title"]
    assert whole["ok"] or (whole["error"] and (whole["error"]["hint"] or whole["buttons"]))
    assert _harmless(json.dumps(whole, ensure_ascii=False))
    assert TABLE.chats.languages == before or reply.command in ("lang", "subscribe")
    TABLE.chats.languages.clear()


def _harmless(text: str) -> bool:
    """Tell whether a text holds no control, bidi or surrogate character."""
    return all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"} for c in text)


def _line(text: str, language: str) -> Request:
    """Return a line written in private."""
    asker = Principal("console", 0)
    return Request(PRIVATE, asker, text, TABLE.clock.now(), addressed=True, language=language)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SENSE | MIXED | JUNK | JUNK.map("/move {}".format), st.sampled_from(("zh-TW", "en")))
async def test_every_line_has_a_designed_answer(text: str, language: str) -> None:
    """No line is an unhandled error, and none changes a chat but `/lang` and `/subscribe`."""
    await _answered(_line(text, language))


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from([command.name for command in registry.commands]) | st.text(max_size=9),
    st.dictionaries(
        st.sampled_from(("instruments", "day", "edition", "order", "month", "language", "x")),
        SENSE | JUNK,
        max_size=4,
    ),
)
async def test_every_form_has_a_designed_answer(command: str, values: dict[str, str]) -> None:
    """Values that come apart break nothing either."""
    named = Named(command, values)
    asker = Principal("web", 0)
    await _answered(Request(PRIVATE, asker, "", TABLE.clock.now(), named=named))


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([(c.name, p.name) for c in registry.commands for p in c.parameters]),
    JUNK | st.sampled_from(WORDS),
    st.sampled_from(("zh-TW", "en")),
)
def test_completion_never_fails(where: tuple[str, str], typed: str, language: str) -> None:
    """Half a word offers at most 25 values, whatever it is."""
    command, parameter = where
    offered = TABLE.core.complete(command, parameter, typed, language)
    assert len(offered) <= 25
    assert all(choice.label and choice.value for choice in offered)


def test_completion_of_nothing_known_is_empty() -> None:
    """An unknown command or parameter has no values."""
    assert TABLE.core.complete("nothing", "day", "2", "en") == []
    assert TABLE.core.complete("move", "nothing", "2", "en") == []


def test_the_words_of_the_fuzz_are_the_programs_own() -> None:
    """Every command stands among the words, so that a new one is tried at once."""
    assert {f"/{name}" for name in almanac().commands} <= set(WORDS)

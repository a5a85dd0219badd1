"""Every HTTP status has one meaning for a source."""

from datetime import UTC, datetime

import pytest

from bot.sources.answers import Answer, location_of
from bot.sources.errors import Blocked, Declined, ServerTrouble, SourceError

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def trouble_of(answer: Answer) -> SourceError:
    """Return what an answer without figures means."""
    with pytest.raises(SourceError) as caught:
        location_of(answer, NOW)
    return caught.value


@pytest.mark.parametrize("body", [b'{"stat":"OK"}', b"\r\n\r\n[]", b""])
def test_an_answer_is_taken(body: bytes) -> None:
    """Status 200 with anything that is no page; what it says is the reader's to judge."""
    assert location_of(Answer(200, body), NOW) == ""


@pytest.mark.parametrize("body", [b"<!DOCTYPE html>", b"\n\n <html>"])
def test_a_page_is_not_taken_for_figures(body: bytes) -> None:
    """A notice of maintenance with status 200 means that the source is down."""
    trouble = trouble_of(Answer(200, body))

    assert (type(trouble), trouble.reason) == (ServerTrouble, "page")


@pytest.mark.parametrize("status", [301, 302, 303, 308])
def test_a_redirect_says_where(status: int) -> None:
    """Where it leads is judged elsewhere."""
    assert location_of(Answer(status, location="/there"), NOW) == "/there"


@pytest.mark.parametrize(
    ("status", "kind", "passing"),
    [
        (403, Blocked, False),
        (307, Blocked, False),
        (500, ServerTrouble, True),
        (502, ServerTrouble, True),
        (503, ServerTrouble, True),
        (429, ServerTrouble, False),
        (402, ServerTrouble, False),
        (404, Declined, False),
        (400, Declined, False),
        (204, Declined, False),
        (302, Declined, False),
        (304, Declined, False),
    ],
)
def test_other_answers_are_troubles(status: int, kind: type[SourceError], *, passing: bool) -> None:
    """Which of them may pass soon decides whether there is another try."""
    trouble = trouble_of(Answer(status, location="/security" if status == 307 else ""))

    assert (type(trouble), trouble.reason) == (kind, f"status_{status}")
    assert trouble.passing is passing


@pytest.mark.parametrize(
    ("status", "stated", "wait"),
    [
        (503, "30", 30),
        (429, "30", 30),
        (429, "", 60),
        (429, "0", 60),
        (429, "soon", 60),
        (429, "-5", 60),
        (429, "٣", 60),
        (503, "", None),
        (503, "Mon, 23 Nov 2026 07:02:00 GMT", 120),
        (503, "Mon, 23 Nov 2026 07:02:00", 120),
        (503, "Mon, 23 Nov 2026 06:00:00 GMT", None),
        (503, "999999999999999999999", 3600),
    ],
)
def test_a_stated_wait_is_read_within_reason(status: int, stated: str, wait: float | None) -> None:
    """Seconds or a date; a quota that is used up always means a wait."""
    trouble = trouble_of(Answer(status, retry_after=stated))

    assert isinstance(trouble, ServerTrouble)
    assert trouble.wait == wait

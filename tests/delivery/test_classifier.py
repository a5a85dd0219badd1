"""Every answer a platform can give has its verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.sending import Answer, Verdict
from bot.delivery.classifier import classify


def _refused(code: int | None, description: str = "", **more: object) -> Answer:
    """Return a refusal as the platform's sender reads it."""
    return Answer("refused", code=code, description=description, **more)  # type: ignore[arg-type] # table rows


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Answer("ok", message_id=1), Verdict.SENT),
        (Answer("ok"), Verdict.SENT),
        (Answer("not_sent", description="connect"), Verdict.NOT_SENT),
        (Answer("perhaps_sent", description="timed out"), Verdict.AMBIGUOUS),
        (Answer("garbled", code=200), Verdict.AMBIGUOUS),
        (Answer("garbled", code=502), Verdict.AMBIGUOUS),
        (_refused(500, "Internal Server Error"), Verdict.NOT_SENT),
        (_refused(502, "Bad Gateway"), Verdict.NOT_SENT),
        (_refused(504, "Gateway Timeout"), Verdict.NOT_SENT),
        (_refused(409, "Conflict: terminated by other getUpdates request"), Verdict.NOT_SENT),
        (_refused(429, "Too Many Requests: retry after 5", retry_after=5.0), Verdict.THROTTLED),
        (_refused(429, "Too Many Requests"), Verdict.THROTTLED),
        (_refused(400, "Flood control exceeded", retry_after=3.0), Verdict.THROTTLED),
        (_refused(401, "Unauthorized"), Verdict.BOT_REFUSED),
        (_refused(404, "Not Found"), Verdict.BOT_REFUSED),
        (_refused(403, "Forbidden: bot was blocked by the user"), Verdict.CHAT_GONE),
        (_refused(403, "Forbidden: user is deactivated"), Verdict.CHAT_GONE),
        (_refused(403, "Forbidden: bot was kicked from the group chat"), Verdict.CHAT_GONE),
        (_refused(400, "Bad Request: chat not found"), Verdict.CHAT_GONE),
        (_refused(400, "Bad Request: have no rights to send a message"), Verdict.CHAT_GONE),
        (_refused(400, "Bad Request: not enough rights to send text"), Verdict.CHAT_GONE),
        (
            _refused(400, "Bad Request: not enough rights to send documents to the chat"),
            Verdict.MESSAGE_BAD,
        ),
        (_refused(400, "Bad Request: CHAT_WRITE_FORBIDDEN"), Verdict.CHAT_GONE),
        (_refused(400, "Bad Request: PEER_ID_INVALID"), Verdict.CHAT_GONE),
        (_refused(400, "group chat was upgraded", migrate_to=-1001), Verdict.CHAT_GONE),
        (_refused(400, "Bad Request: message is not modified: same"), Verdict.SENT),
        (_refused(400, "Bad Request: can't parse entities: unclosed"), Verdict.OUR_BUG),
        (_refused(400, "Bad Request: message is too long"), Verdict.OUR_BUG),
        (_refused(400, "Bad Request: message text is empty"), Verdict.OUR_BUG),
        (_refused(400, "Bad Request: BUTTON_DATA_INVALID"), Verdict.OUR_BUG),
        (_refused(400, "Bad Request: message thread not found"), Verdict.MESSAGE_BAD),
        (_refused(400, "Bad Request: TOPIC_CLOSED"), Verdict.MESSAGE_BAD),
        (_refused(400, "Bad Request: message to edit not found"), Verdict.MESSAGE_BAD),
        (_refused(400, "Bad Request: something new"), Verdict.MESSAGE_BAD),
        (_refused(413, "Request Entity Too Large"), Verdict.MESSAGE_BAD),
        (_refused(418, "I'm a teapot"), Verdict.MESSAGE_BAD),
        (_refused(10003, "Unknown Channel"), Verdict.CHAT_GONE),
        (_refused(50001, "Missing Access"), Verdict.CHAT_GONE),
        (_refused(50013, "Missing Permissions"), Verdict.CHAT_GONE),
        (_refused(10008, "Unknown Message"), Verdict.MESSAGE_BAD),
        (_refused(50035, "Invalid Form Body"), Verdict.OUR_BUG),
        (_refused(50006, "Cannot send an empty message"), Verdict.MESSAGE_BAD),
        (_refused(None, "?"), Verdict.AMBIGUOUS),
    ],
)
def test_each_answer_has_its_verdict(answer: Answer, verdict: Verdict) -> None:
    """The table, row by row."""
    assert classify(answer) is verdict


@given(
    kind=st.sampled_from(["ok", "refused", "not_sent", "perhaps_sent", "garbled"]),
    code=st.none() | st.integers(),
    description=st.text(),
    retry_after=st.none() | st.floats(),
)
def test_there_is_always_a_verdict(
    kind: str, code: int | None, description: str, retry_after: float | None
) -> None:
    """No answer raises, however odd."""
    answer = Answer(kind, None, code, description, retry_after)  # type: ignore[arg-type] # drawn
    assert isinstance(classify(answer), Verdict)

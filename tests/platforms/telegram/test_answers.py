"""Every answer of the Bot API, also those that are none, becomes one of the outbox's words."""

import json

import pytest

from bot.core.sending import Answer
from bot.platforms.telegram.answers import read_answer, read_failure
from bot.platforms.telegram.failures import NotSent, PerhapsSent
from tests.standins.telegram.refusals import JSON


def said(code: int, description: str = "no", **parameters: object) -> bytes:
    """Return a refusal's body."""
    body: JSON = {"ok": False, "error_code": code, "description": description}
    return json.dumps(body | ({"parameters": parameters} if parameters else {})).encode()


@pytest.mark.parametrize(
    ("status", "body", "answer"),
    [
        (200, b'{"ok":true,"result":{"message_id":7}}', Answer("ok", 7)),
        (200, b'{"ok":true,"result":true}', Answer("ok")),
        (200, b'{"ok":true}', Answer("garbled", code=200)),
        (200, b"<html>", Answer("garbled", code=200)),
        (200, b'{"ok":true,"result":{"mess', Answer("garbled", code=200)),
        (200, b"[]", Answer("garbled", code=200)),
        (200, b"\xff\xfe", Answer("garbled", code=200)),
        (200, b"[" * 100_000, Answer("garbled", code=200)),
        (200, b'{"ok":false}', Answer("garbled", code=200)),
        (200, said(400), Answer("refused", code=400, description="no")),
        (413, b"too large", Answer("refused", code=413, description="HTTP 413")),
        (502, b"<html>", Answer("refused", code=502, description="HTTP 502")),
        (401, said(401, "Unauthorized"), Answer("refused", code=401, description="Unauthorized")),
        (429, said(429), Answer("refused", code=429, description="no")),
        (
            400,
            said(400, migrate_to_chat_id=-1001),
            Answer("refused", code=400, description="no", migrate_to=-1001),
        ),
        (
            400,
            said(400, "Bad Request: message is not modified: x"),
            Answer("ok", code=400, description="Bad Request: message is not modified: x"),
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_reads_every_answer(status: int, body: bytes, answer: Answer) -> None:
    """None of these may raise; an unreadable success may have arrived."""
    assert read_answer(status, body) == answer


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [(5, 5.0), (0, 0.0), ("7", 7.0), (-1, -1.0), (86400, 86400.0), (1e12, 1e12),
     (True, None), ("soon", None), (None, None), ("٣", None), (10**400, None), ([], None)],
)  # fmt: skip
def test_reads_the_pause_that_is_asked_for(stated: object, seconds: float | None) -> None:
    """Whoever classifies bounds it; here only nonsense is dropped."""
    assert read_answer(429, said(429, retry_after=stated)).retry_after == seconds


def test_tells_sent_from_perhaps_sent() -> None:
    """What is not known to be unsent may have arrived."""
    assert read_failure(NotSent("no way")).kind == "not_sent"
    assert read_failure(PerhapsSent("cut")).kind == "perhaps_sent"
    assert read_failure(RuntimeError("secret")) == Answer(
        "perhaps_sent", description="RuntimeError"
    )

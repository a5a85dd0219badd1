"""Secrets do not survive the redactor, in whatever form they are written."""

import json
import time
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs.redaction import Redactor

TELEGRAM = "123456789:AAF-cAnArY_0123456789abcdefghijklmn"
DISCORD = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GcAnAr.y0123456789abcdefghijklmnopqrs"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"token {TELEGRAM} used", "token *** used"),
        (f"https://api.telegram.org/bot{TELEGRAM}/getMe", "https://api.telegram.org/bot***/getMe"),
        (f"/bot{TELEGRAM.replace(':', '%3A')}/getMe", "/bot***/getMe"),
        ("http://127.0.0.1/bot1:short/getMe", "http://127.0.0.1/bot***/getMe"),
        (f"login as {DISCORD}", "login as ***"),
        ("postgresql+psycopg://banquet:pa55@db/x", "postgresql+psycopg://banquet:***@db/x"),
        ("redis://:pa55@db", "redis://:***@db"),
        ("GET /?access_token=pa55&x=1", "GET /?access_token=***&x=1"),
        ("{'Authorization': 'Bot pa55'}", "{'Authorization': 'Bot ***'}"),
        ("authorization: Bearer pa55", "authorization: Bearer ***"),
    ],
)
def test_what_looks_like_a_secret_is_taken_out(text: str, left: str) -> None:
    """Tokens and passwords are known by their shape; the rest of the line stays."""
    assert Redactor().clean(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "2330 台積電 1,070 ▼65（-5.73%）",
        "2025-02-03T13:30:00",
        "chat -1001234567890",
        "/bot/core/x.py",
    ],
)
def test_figures_dates_and_ids_stay(text: str) -> None:
    """Ordinary lines are not damaged."""
    assert Redactor(["pa55"]).clean(text) == text


@given(st.text(min_size=3, max_size=60).filter(lambda text: text.strip("* ")))
def test_a_known_secret_is_found_in_every_form(secret: str) -> None:
    """Raw, percent-encoded, in JSON and in repr: none of it is left."""
    redactor = Redactor([secret])

    for form in (secret, quote(secret, safe=""), json.dumps(secret)[1:-1], repr(secret)[1:-1]):
        assert redactor.clean(f"<{form}>") == "<***>"


def test_a_secret_inside_another_leaves_no_rest() -> None:
    """The longer secret is replaced first."""
    assert Redactor(["abc", "abcdef"]).clean("abcdef") == "***"


@pytest.mark.parametrize(
    "unit",
    ["a", "1", "/bot1:", "://", "://a:", "1234567:", "access_token=", "A."],
)
def test_a_hostile_line_costs_little(unit: str) -> None:
    """64 kB of the worst prefixes are cleaned without backtracking."""
    text = unit * (65_536 // len(unit))
    redactor = Redactor(["s3cr3t"])

    began = time.perf_counter()
    redactor.clean(text)

    assert time.perf_counter() - began < 0.5

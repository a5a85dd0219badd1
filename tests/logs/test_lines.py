"""Every record becomes one line, whatever it carries."""

import io
import json
import logging
from collections.abc import Callable

import pytest

from bot.logs.lines import Format, LineFormatter
from bot.logs.redaction import Redactor

CANARY = "cAnArY/7351"


def writer(form: Format) -> tuple[logging.Logger, Callable[[], list[str]]]:
    """Return a logger of its own and what it has written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineFormatter(form, Redactor([CANARY])))
    logger = logging.Logger("bot.example")  # noqa: LOG001 - away from the global ones
    logger.addHandler(handler)
    return logger, lambda: stream.getvalue().splitlines()


def fail() -> None:
    """Fail as a library does that puts an address into its message."""
    try:
        dict[str, str]()[CANARY]
    except KeyError as cause:
        raise ValueError(f"http://h/{CANARY}\nsecond line") from cause


@pytest.fixture(params=["console", "json"])
def form(request: pytest.FixtureRequest) -> Format:
    """Return each of the formats."""
    return "json" if request.param == "json" else "console"


def test_a_name_cannot_break_the_line(form: Format) -> None:
    """Newlines, colours and text direction in a name are written out (G05)."""
    logger, lines = writer(form)

    logger.warning("name %s", 'a\nb\r\x1b[31m\u2028\u202e{"x": 1}', extra={"chat": "c\nd"})

    (line,) = lines()
    assert line.isprintable()
    assert "u202e" in line
    assert "台" not in line


def test_secrets_are_taken_out_of_everything(form: Format) -> None:
    """Message, arguments, extras, traceback, cause and stack are all cleaned (G16, G17)."""
    logger, lines = writer(form)

    try:
        fail()
    except ValueError:
        logger.exception("failed at %s", CANARY, extra={"where": [CANARY]}, stack_info=True)

    (line,) = lines()
    assert CANARY not in line
    assert "ValueError" in line
    assert "KeyError" in line
    assert "test_lines.py" in line


def test_a_secret_with_a_control_character_is_taken_out_too() -> None:
    """Secrets go before control characters are written out and change their looks."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineFormatter("json", Redactor(['pa"\x07ss'])))

    handler.handle(logging.makeLogRecord({"msg": 'with pa"\x07ss in it'}))

    assert "with *** in it" in stream.getvalue()


def test_a_record_that_cannot_be_written_is_named(form: Format) -> None:
    """Wrong arguments are a bug of ours; their values still do not reach the log."""
    logger, lines = writer(form)

    logger.info("%d", CANARY)

    (line,) = lines()
    assert "could not be written (TypeError)" in line
    assert CANARY not in line


def test_json_keeps_the_fields_apart() -> None:
    """Machines find time, level, logger, event and what else was given."""
    logger, lines = writer("json")

    logger.info("台積電 sent", extra={"chat": -100, "part": None})

    event = json.loads(lines()[0])
    assert event.pop("timestamp").endswith("+00:00")
    assert event == {
        "level": "info",
        "logger": "bot.example",
        "event": "台積電 sent",
        "chat": -100,
        "part": None,
    }


def test_an_endless_message_is_cut(form: Format) -> None:
    """A library that logs a whole body does not fill the disk with one record."""
    logger, lines = writer(form)

    logger.info("x" * 100_000)

    assert len(lines()[0]) == 20_000

"""A reply as tests read it: its text, its JSON object, its lines to press."""

from typing import TypedDict

from bot.core.answers import as_json
from bot.core.plain import plain
from bot.core.replies import Fault, Reply


class Pressable(TypedDict):
    """One button of the JSON object."""

    label: str
    line: str


class Told(TypedDict):
    """The public JSON object of an answer."""

    ok: bool
    command: str
    title: str
    text: str
    figures: list[dict[str, object]]
    summary: dict[str, object]
    buttons: list[Pressable]
    error: dict[str, str] | None


def text_of(reply: Reply) -> str:
    """Return a reply as plain text."""
    return plain(reply)


def told(reply: Reply) -> Told:
    """Return the JSON object of a reply."""
    whole = as_json(reply)
    assert set(whole) == set(Told.__annotations__)
    return whole  # type: ignore[return-value]  # the keys were just compared


def lines_of(reply: Reply) -> list[str]:
    """Return the command lines of a reply's buttons."""
    return [button.line for row in reply.buttons for button in row]


def labels_of(reply: Reply) -> list[str]:
    """Return the labels of a reply's buttons."""
    return [button.label for row in reply.buttons for button in row]


def fault_of(reply: Reply) -> Fault:
    """Return why a reply is no answer."""
    assert reply.fault is not None, reply.title
    return reply.fault

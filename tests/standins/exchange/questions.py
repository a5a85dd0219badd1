"""What may be asked: which parameters an endpoint wants and in which form each must come."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from tests.standins.exchange.refusals import Refusal
from tests.standins.exchange.world import World

Asked: TypeAlias = Mapping[str, str]
Render: TypeAlias = Callable[[World, Asked], Any]


class NoData(Exception):  # noqa: N818 - the answer is empty, not an accident
    """Nothing is published for what was asked; holds the answer that says so."""

    def __init__(self, document: Any) -> None:
        super().__init__("no data")
        self.document = document


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path: how it is rendered, and the form of every parameter it knows."""

    render: Render
    required: Mapping[str, str] = field(default_factory=dict)
    optional: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    lead: str = ""
    """What stands before the JSON."""

    def check(self, asked: Asked) -> None:
        """Refuse what is missing, unknown or in the wrong form."""
        for name in self.required:
            if name not in asked:
                raise Refusal(f"{name} is missing")
        forms = {**self.required, **self.optional}
        for name, text in asked.items():
            if name not in forms:
                raise Refusal(f"{name} is unknown")
            if not _fits(forms[name], text):
                raise Refusal(f"{name}={text} is not of the form {forms[name]}")


_DAYS = {
    "YYYYMMDD": re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
    "YYYY/MM/DD": re.compile(r"([0-9]{4})/([0-9]{2})/([0-9]{2})"),
    "YYYY-MM-DD": re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"),
}


def day_of(text: str) -> date:
    """Read a day that has one of the forms of a question."""
    for form in _DAYS.values():
        if found := form.fullmatch(text):
            return date(*map(int, found.groups()))
    raise ValueError(text)


def _fits(form: str, text: str) -> bool:
    """Tell whether a value has a form: a day's, a regular expression, or `any`."""
    if form in _DAYS:
        return bool(_DAYS[form].fullmatch(text)) and _exists(text)
    return form == "any" or bool(re.fullmatch(form, text))


def _exists(text: str) -> bool:
    """Tell whether the calendar has such a day."""
    try:
        day_of(text)
    except ValueError:
        return False
    return True

"""What a message states, kept beside its text, and what changed since."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from bot.core.answers import stated
from bot.core.i18n import N_
from bot.core.replies import Reply

FIELDS = {
    "close": N_("close"),
    "change": N_("change"),
    "percent": N_("change in %"),
    "volume": N_("volume"),
    "turnover": N_("turnover"),
}
"""Figures of an instrument whose restatement is told, and what people call them."""
HEADLINE = frozenset({"TAIEX"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What one message states, in the words of the JSON answer."""

    session: date | None = None
    """The session that the message is about; None where it states no figures."""
    kind: str = ""
    """What the summary calls the kind of digest; texts of two kinds are not compared."""
    names: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By code and field, without the unknown ones."""
    late: str = ""
    """When the run was due, where the message says that it came late."""
    corrections: tuple[str, ...] = ()
    """What was corrected since the message was first sent, in the reader's language."""

    def packed(self) -> str:
        """Return the facts as one line of JSON."""
        return json.dumps(
            {
                "session": self.session.isoformat() if self.session else None,
                "kind": self.kind, "names": self.names, "figures": self.figures,
                "late": self.late, "corrections": self.corrections,
            },
            ensure_ascii=False, sort_keys=True,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Restated:
    """One figure that two messages state differently."""

    code: str
    name: str
    field: str
    old: str
    new: str

    @property
    def sign_changed(self) -> bool:
        """Tell whether a rise became a fall, or the like."""
        return self.field in ("change", "percent") and _sign(self.old) != _sign(self.new)


def facts_of(reply: Reply, session: date | None, late: str = "") -> Facts:
    """Return what a reply about a session states."""
    figures, names = {}, {}
    for figure in reply.figures:
        told = stated(figure)
        names[figure.code] = figure.name
        figures[figure.code] = {key: str(told[key]) for key in FIELDS if told[key] is not None}
    kind = str(reply.summary.get("kind", ""))
    return Facts(session, kind, names, figures, late)


def read_facts(text: str) -> Facts:
    """Read packed facts; an empty text states nothing."""
    if not text:
        return Facts()
    held = json.loads(text)
    session = date.fromisoformat(held["session"]) if held["session"] else None
    return Facts(
        session,
        held["kind"],
        held["names"],
        held["figures"],
        held["late"],
        tuple(held["corrections"]),
    )


def restated(old: Facts, new: Facts) -> tuple[Restated, ...]:
    """Return the figures that both state, but differently; what was unknown is none of them."""
    return tuple(_restated(old, new)) if old.kind == new.kind else ()


def is_alarming(changes: Sequence[Restated]) -> bool:
    """Tell whether a sign or the headline changed, so that an edit alone could be missed."""
    return any(one.sign_changed or one.code in HEADLINE for one in changes)


def _restated(old: Facts, new: Facts) -> Iterator[Restated]:
    """Yield the differences, instrument by instrument, the headline first."""
    for code in sorted(old.figures.keys() & new.figures.keys(), key=lambda c: c not in HEADLINE):
        before, after = old.figures[code], new.figures[code]
        for one in FIELDS:
            if one in before and one in after and before[one] != after[one]:
                yield Restated(code, new.names.get(code, code), one, before[one], after[one])


def _sign(text: str) -> int:
    """Return -1, 0 or 1."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return 0
    return (value > 0) - (value < 0)

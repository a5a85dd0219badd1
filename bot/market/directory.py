"""Find instruments by what people type: code, name, English name or nickname.

Everything is in memory. Texts are untrusted: 64 characters are looked at, and no text raises.
`by` hides what was listed after that day, so that a clock set back sees no later listing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from heapq import nsmallest

from bot.market.instruments import Instrument, Kind
from bot.market.name_keys import code_of, key_of, keys_of_name
from bot.market.whole import Stocks, stocks_of

_KINDS = {Kind.STOCK: 0, Kind.ETF: 1}
_OTHER_KIND = 2
_EXACT, _CODE, _START, _INSIDE, _ALIKE = range(5)
"""How a text was found, best first: the whole key, a code's start, a name's start, a part of it,
likeness alone."""

# Likeness is rapidfuzz's `ratio` in percent. One wrong character of three leaves 67, and three
# make a Chinese name; in Latin letters and digits one of four, 75, must be all that is wrong.
_LIKENESS_CHINESE = 66
_LIKENESS_LATIN = 75
_FEW_LETTERS = 2
_DAYS_KEPT = 16
"""Days whose stocks are remembered: questions about a whole market need them all."""

_Rank = tuple[int, float, bool, int, str]


@dataclass(frozen=True, slots=True)
class _Entry:
    """An instrument, its keys (the code's first), and all of them as lines for one quick scan."""

    instrument: Instrument
    keys: tuple[str, ...]
    lines: str

    def rank(self, how: int, likeness: float = 0) -> _Rank:
        """Order by how well it was found, then well-known names, then stocks, then the code."""
        one = self.instrument
        known = bool(one.aliases or one.english)
        return (how, -likeness, not known, _KINDS.get(one.kind, _OTHER_KIND), one.code)


class Directory:
    """A look-up over instruments; each has one code, several may share a name."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self._hold([_entry(instrument) for instrument in instruments])

    def learn(self, instruments: Iterable[Instrument]) -> None:
        """Add instruments with new codes; one that changed its market keeps its other names."""
        known = self._by_code
        changed = {
            one.code: _joined(known.get(one.code), one)
            for one in instruments
            if one.code not in known or known[one.code].market is not one.market
        }
        if changed:
            kept = [entry for entry in self._entries if entry.instrument.code not in changed]
            self._hold(kept + [_entry(instrument) for instrument in changed.values()])

    def _hold(self, entries: list[_Entry]) -> None:
        """Index the entries."""
        self._entries = entries
        self._by_code = {entry.instrument.code: entry.instrument for entry in self._entries}
        self._stocks: dict[date, Stocks] = {}
        self._by_key: dict[str, tuple[Instrument, ...]] = {}
        self._spellings: list[str] = []
        self._spelled: list[_Entry] = []
        for entry in self._entries:
            for key in entry.keys:
                self._by_key[key] = (*self._by_key.get(key, ()), entry.instrument)
                self._spellings.append(key)
                self._spelled.append(entry)

    def get(self, code: str, *, by: date | None = None) -> Instrument | None:
        """Return the instrument of a code, in any width and case, `2330.TW` and `TPE:2330` too."""
        found = self._by_code.get(code) or self._by_code.get(code_of(code))
        return found if found and _visible(found, by) else None

    def of_code(self, code: str) -> Instrument | None:
        """Return the instrument of a code as sources write it."""
        return self._by_code.get(code)

    def listed(self, by: date) -> Iterator[Instrument]:
        """Yield the instruments listed by a day."""
        return (e.instrument for e in self._entries if _visible(e.instrument, by))

    def stocks(self, by: date) -> Stocks:
        """Return the codes of the stocks listed by a day, by market."""
        if by not in self._stocks:
            if len(self._stocks) >= _DAYS_KEPT:
                self._stocks.clear()
            self._stocks[by] = stocks_of(self.listed(by))
        return self._stocks[by]

    def exact(self, text: str, *, by: date | None = None) -> tuple[Instrument, ...]:
        """Return what is called exactly so: none, one, or several when the name is ambiguous."""
        if found := self.get(text, by=by):
            return (found,)
        return tuple(one for one in self._by_key.get(_query(text), ()) if _visible(one, by))

    def suggest(
        self, text: str, limit: int = 6, *, by: date | None = None
    ) -> tuple[Instrument, ...]:
        """Return up to `limit` instruments the text may mean, best first; none for junk."""
        query = _query(text)
        if not query:
            return ()
        ranks = self._holding(query)
        if len(ranks) < limit:
            ranks = self._alike(query) | ranks
        return self._best(ranks, limit, by)

    def complete(
        self, prefix: str, limit: int = 25, *, by: date | None = None
    ) -> tuple[Instrument, ...]:
        """Return up to `limit` instruments for a text still being typed; well-known ones for ""."""
        return self._best(self._holding(_query(prefix)), limit, by)

    def _best(self, ranks: dict[str, _Rank], limit: int, by: date | None) -> tuple[Instrument, ...]:
        """Return the best-ranked instruments listed by that day."""
        visible = (rank for code, rank in ranks.items() if _visible(self._by_code[code], by))
        return tuple(self._by_code[rank[-1]] for rank in nsmallest(limit, visible))

    def _holding(self, query: str) -> dict[str, _Rank]:
        """Rank the instruments with a key that holds the query."""
        return {
            entry.instrument.code: entry.rank(how)
            for entry in self._entries
            if query in entry.lines and (how := _how(entry, query)) is not None
        }

    def _alike(self, query: str) -> dict[str, _Rank]:
        """Rank the instruments with a key that looks like the query."""
        ranks: dict[str, _Rank] = {}
        for entry, likeness in self._resembling(query):
            rank = entry.rank(_ALIKE, likeness)
            ranks[rank[-1]] = min(rank, ranks.get(rank[-1], rank))
        return ranks

    def _resembling(self, query: str) -> Iterator[tuple[_Entry, float]]:
        """Yield entries with a key close enough to the query, and how close."""
        # Most questions name their instrument; the library is loaded for the first that does not.
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - loaded on first use, see above

        cutoff = _LIKENESS_LATIN if query.isascii() else _LIKENESS_CHINESE
        found = process.extract(
            query, self._spellings, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
        )
        return ((self._spelled[index], likeness) for _, likeness, index in found)


def _joined(known: Instrument | None, learned: Instrument) -> Instrument:
    """Return an instrument as learned, with the names that were known before."""
    if known is None:
        return learned
    return replace(known, market=learned.market, kind=learned.kind, listed=learned.listed)


def _entry(instrument: Instrument) -> _Entry:
    """Fold an instrument's code and names into keys."""
    folded = [key_of(instrument.code), *keys_of_name(instrument.name)]
    folded.extend(map(key_of, instrument.aliases))
    if instrument.english:
        folded.append(key_of(instrument.english))
    keys = tuple(dict.fromkeys(folded))
    return _Entry(instrument, keys, "\n" + "\n".join(keys) + "\n")


def _query(text: str) -> str:
    """Fold what was typed as the keys are folded, without a vendor's affix."""
    return key_of(code_of(text))


def _how(entry: _Entry, query: str) -> int | None:
    """Tell how an entry holds the query; None when a few Latin letters are all they share."""
    if f"\n{query}\n" in entry.lines:
        return _EXACT
    if entry.keys[0].startswith(query):
        return _CODE
    if f"\n{query}" in entry.lines:
        return _START
    return _INSIDE if len(query) > _FEW_LETTERS or not query.isascii() else None


def _visible(instrument: Instrument, by: date | None) -> bool:
    """Tell whether the instrument was listed by that day."""
    return by is None or instrument.listed is None or instrument.listed <= by

"""Who sat at a dinner, and how sure that is."""

from typing import TYPE_CHECKING

from bot.core.i18n import N_, Say
from bot.core.parameters import Almanac
from bot.market.baskets import Confidence, Edition
from handlers.saying.names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_CONFIDENCE = {
    Confidence.SEED: N_("List: the companies that the founding article names."),
    Confidence.REPORTED: N_("List: in full as the press reported it."),
    Confidence.PARTIAL: N_("List: only in part known."),
    Confidence.OWN: N_("List: drawn up by Banquet."),
}


def guest_lines(
    edition: Edition, unlisted: "Iterable[Edition]", almanac: Almanac, say: Say
) -> list[str]:
    """Say how sure the list is, what it leaves out, who came, and where that is from."""
    lines = [say(_CONFIDENCE[edition.confidence]), say.pick(edition.note)]
    if edition.invited:
        lines.append(
            say("Named here: {named} of more than {invited} guests.",
                named=len(edition.codes), invited=edition.invited)
        )  # fmt: skip
    if edition.also_reported:
        names = say(", ").join(_name(code, almanac, say) for code in edition.also_reported)
        lines.append(say("Also reported there, not in the list: {names}.", names=names))
    lines += [
        say("{name}: {who}", name=_name(guest.code, almanac, say), who=say.pick(guest.who))
        for guest in edition.guests
    ]
    if edition.unlisted:
        lines.append(say("Not listed in Taiwan: {names}.", names=say.pick(edition.unlisted)))
    lines += [
        say("A later dinner, on {date}, has no known list.", date=later.date.isoformat())
        for later in unlisted
    ]
    return [*lines, say("Reported by: {source}", source=edition.source)]


def _name(code: str, almanac: Almanac, say: Say) -> str:
    """Name a member with its code."""
    instrument = almanac.directory.get(code)
    return f"{name_of(instrument, say)} {code}" if instrument else code

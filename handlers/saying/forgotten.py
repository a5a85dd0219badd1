"""What was deleted, line by line; what there was none of is left out."""

from collections.abc import Sequence

from bot.core.chat_life import Forgotten, counts
from bot.core.i18n import N_, Say

_LINES = {
    "settings": N_("Settings: {count}"),
    "subscriptions": N_("Subscriptions: {count}"),
    "baskets": N_("Baskets and lists: {count}"),
    "editors": N_("Editors: {count}"),
    "changes": N_("Changes in the log: {count}"),
    "messages": N_("Messages: {count}"),
    "buttons": N_("Buttons: {count}"),
    "updates": N_("Received texts: {count}"),
    "named": N_("Entries that stay, without your id: {count}"),
}


def forgotten_lines(gone: Forgotten, say: Say) -> Sequence[str]:
    """Say how much of what was deleted."""
    found = counts(gone)
    said = [say(line, count=found[name]) for name, line in _LINES.items() if found[name]]
    return said or [say("There was nothing to delete.")]

"""Changes in words: what it was about, and old → new, for each kind of change."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.core.audit import Entry
from bot.core.i18n import N_, Say
from bot.core.order_records import from_record
from bot.core.own_baskets import OwnBasket, of_snapshot
from bot.core.parameters import Almanac
from bot.core.setting_list import BY_KEY
from bot.core.setting_values import value_text
from bot.core.subscriptions import Pause
from bot.core.undo import kind_of
from handlers.saying.schedules import options_text, schedule_text

FORGOTTEN = "forgotten"
"""The author of a change whose person wished to be forgotten."""
UNDONE = "↩ "
"""The mark of changes that are part of an undo."""
_NOTICES = {"maintenance": N_("Maintenance"), "incident": N_("Notice of an incident")}
_BANS = {"chat": N_("Ban of chat {whom}"), "person": N_("Ban of person {whom}")}
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Changes:
    """Say changes of one chat in a language and a time zone."""

    zone: ZoneInfo
    almanac: Almanac
    say: Say

    def line(self, entry: Entry) -> str:
        """Say a change: when, who, what, old → new."""
        at = entry.at.astimezone(self.zone)
        return self.say(
            "{mark}{at} · {who} · {what}", mark=UNDONE if entry.undone else "",
            at=f"{at:%m-%d %H:%M}", who=self.who(entry), what=self.what(entry),
        )  # fmt: skip

    def who(self, entry: Entry) -> str:
        """Say who made a change: an id, never a name."""
        platform, _, number = entry.author.rpartition(":")
        if entry.author == FORGOTTEN:
            return self.say("somebody forgotten")
        if number == str(entry.chat.id) and number.startswith("-"):
            return self.say("an anonymous admin")
        return number if platform == entry.chat.platform else entry.author

    def what(self, entry: Entry) -> str:
        """Say what changed: old → new."""
        told = _KINDS[kind_of(entry)](self, entry)
        if entry.chat.topic is not None and kind_of(entry) == "setting":
            return self.say("{what} (topic {topic})", what=told, topic=entry.chat.topic)
        return told

    def setting(self, entry: Entry) -> str:
        """Say a choice in the words of the panel."""
        key = entry.what.partition(":")[2]
        if key not in BY_KEY:
            return self._moved(key, entry.old or "", entry.new or "")
        setting = BY_KEY[key]
        said = [
            self.say("default")
            if text is None
            else value_text(setting, json.loads(text), self.almanac, self.say)
            for text in (entry.old, entry.new)
        ]
        return self._moved(self.say(setting.title), *said)

    def subscription(self, entry: Entry) -> str:
        """Say an order that was made, changed or ended."""
        said = [self._order(entry, text) for text in (entry.old, entry.new)]
        return self._moved(self.say("Subscription #{number}", number=_name(entry)), *said)

    def _order(self, entry: Entry, text: str | None) -> str:
        """Say one order."""
        if text is None:
            return self.say("none")
        order = from_record(entry.chat, 0, text)
        said = [order.line, schedule_text(order.schedule, self.say), options_text(order, self.say)]
        if order.pause is Pause.ASKED:
            said.append(self.say("paused"))
        return self.say(", ").join(said)

    def basket(self, entry: Entry) -> str:
        """Say which members came and went, or the new name."""
        old, new = (of_snapshot(text) if text else None for text in (entry.old, entry.new))
        if old is None or new is None:
            name = self.say("Basket {name}", name=_name(entry))
            return self._moved(name, *(self._size(one) for one in (old, new)))
        gone = [f"-{code}" for code in old.codes if code not in new.codes]
        come = [f"+{code}" for code in new.codes if code not in old.codes]
        moved = [f"{old.name} → {new.name}"] if old.name != new.name else []
        words = [*moved, *come, *gone] or [self.say("weights or title")]
        named = " ".join(words[:_MOST_NAMED]) + (" …" if len(words) > _MOST_NAMED else "")
        return self.say("{what}: {change}", what=self.say("Basket {name}", name=old.name),
                        change=named)  # fmt: skip

    def _size(self, basket: OwnBasket | None) -> str:
        """Say how large a basket is."""
        if basket is None:
            return self.say("none")
        return self.say("{count} members", count=len(basket.codes))

    def editor(self, entry: Entry) -> str:
        """Say who became an editor, or is none any more."""
        person = self.say("somebody forgotten") if _name(entry) == "0" else _name(entry)
        if entry.new is None:
            return self.say("{person} is no editor any more.", person=person)
        return self.say("{person} is an editor now.", person=person)

    def ban(self, entry: Entry) -> str:
        """Say who was banned, or is not any more."""
        kind, _, whom = _name(entry).partition(":")
        said = self.say(_BANS[kind], whom=whom)
        return self._moved(said, *(self._on_off(text) for text in (entry.old, entry.new)))

    def notice(self, entry: Entry) -> str:
        """Say which notice was hung or taken down."""
        name = _name(entry)
        title = self.say(_NOTICES.get(name, name))
        return self._moved(title, *(self._on_off(text) for text in (entry.old, entry.new)))

    def broadcast(self, entry: Entry) -> str:
        """Say a broadcast, or that it was stopped."""
        said = [json.loads(text) if text else "—" for text in (entry.old, entry.new)]
        return self._moved(self.say("Broadcast"), *said)

    def _on_off(self, text: str | None) -> str:
        """Say whether something is on, with its words."""
        if text is None:
            return self.say("off")
        words = str(json.loads(text))
        return self.say("on: {words}", words=words) if words else self.say("on")

    def _moved(self, what: str, old: str, new: str) -> str:
        """Say what went from one state to another."""
        return self.say("{what}: {old} → {new}", what=what, old=old, new=new)


def _name(entry: Entry) -> str:
    """Return what a change was about, without its kind."""
    return entry.what.partition(":")[2]


_KINDS: Mapping[str, Callable[[Changes, Entry], str]] = {
    "setting": Changes.setting,
    "subscription": Changes.subscription,
    "basket": Changes.basket,
    "editor": Changes.editor,
    "ban": Changes.ban,
    "notice": Changes.notice,
    "broadcast": Changes.broadcast,
}

"""How deliveries are getting on, in words and for machines."""

from collections.abc import Mapping
from datetime import datetime

from bot.core.clock import TAIPEI, Moment
from bot.core.delivery_health import Ordered, Status, Traffic
from bot.core.i18n import N_, Say
from bot.core.replies import (
    Block,
    Button,
    Details,
    Fact,
    Line,
    Paragraph,
    Reply,
    Span,
    paragraph,
    text_line,
)
from bot.core.topics import Topic

_PLATFORMS = {"telegram": "Telegram", "discord": "Discord", "console": "console", "web": "web"}
_KINDS = {
    Topic.CLOSE: N_("close digest"),
    Topic.MORNING: N_("morning digest"),
    Topic.WEEK: N_("weekly digest"),
    Topic.CARD: N_("card of the day"),
    Topic.LINE: N_("other lines"),
}


def told_status(
    status: Status,
    kinds: Mapping[Topic, Ordered],
    moment: Moment,
    say: Say,
    *,
    everything: bool,
) -> Reply:
    """Say how everything is getting on, or one chat."""
    blocks: list[Block] = [_platform(one, moment, say) for one in status.traffic]
    if not blocks:
        blocks.append(paragraph(say("Nothing was sent today, and nothing waits.")))
    if kinds:
        blocks.append(
            paragraph(*[_kind(kinds[one], one, moment, say) for one in Topic if one in kinds])
        )
    if status.skipped:
        lines = [
            say("{count} × {reason}, last {time}",
                count=one.count, reason=one.reason, time=_time(one.last, moment))
            for one in status.skipped
        ]  # fmt: skip
        title = say("Runs left out in the last seven days")
        blocks.append(Details(title, tuple(map(text_line, lines))))
    if everything:
        blocks.append(paragraph(say("Store: schema {revision}", revision=status.schema)))
    title = say("How deliveries are going") if everything else say("Deliveries to this chat")
    return Reply(
        title,
        tuple(blocks),
        ((Button("/status", "/status"), Button("/subscriptions", "/subscriptions")),),
        summary=_stated(status, kinds, everything=everything),
        private=True,
    )


def _platform(one: Traffic, moment: Moment, say: Say) -> Paragraph:
    """Write one platform: today's numbers, and whatever is wrong."""
    name = _PLATFORMS.get(one.platform, one.platform)
    first: Line = (Span(say("{name}: ", name=name), strong=True), Span(_verdict(one, moment, say)))
    lines: list[str | Line] = [first]
    lines.append(
        say("today {sent} sent, {dead} given up, {expired} expired",
            sent=one.sent, dead=one.dead, expired=one.expired)
    )  # fmt: skip
    if one.waiting:
        lines.append(
            say("{waiting} waiting, {ambiguous} of them perhaps sent; the oldest for {age}",
                waiting=one.waiting, ambiguous=one.ambiguous,
                age=_age(one.oldest, moment, say))
        )  # fmt: skip
    return paragraph(*lines)


def _verdict(one: Traffic, moment: Moment, say: Say) -> str:
    """Say whether messages leave."""
    if one.refused:
        return say("the platform refuses the token")
    if one.paused_until and one.paused_until > moment.now:
        return say("told to wait until {time}", time=_time(one.paused_until, moment))
    return say("in order")


def _kind(one: Ordered, topic: Topic, moment: Moment, say: Say) -> str:
    """Write one kind of orders."""
    return say(
        "{kind}: {count} subscriptions, next {next}, last {last}",
        kind=say(_KINDS[topic]), count=one.count,
        next=_time(one.next, moment), last=_time(one.last, moment),
    )  # fmt: skip


def _age(since: datetime | None, moment: Moment, say: Say) -> str:
    """Say how long something waits, in one unit."""
    seconds = max(0, int((moment.now - since).total_seconds())) if since else 0
    if seconds < 120:  # noqa: PLR2004 - below two minutes seconds say more
        return say("{count} s", count=seconds)
    if seconds < 7200:  # noqa: PLR2004 - below two hours minutes do
        return say("{count} min", count=seconds // 60)
    return say("{count} h", count=seconds // 3600)


def _time(at: datetime | None, moment: Moment) -> str:
    """Write an instant in Taipei time, with the date where it is not today."""
    if at is None:
        return "—"
    local = at.astimezone(TAIPEI)
    return f"{local:%H:%M}" if local.date() == moment.today else f"{local:%m-%d %H:%M}"


def _stated(status: Status, kinds: Mapping[Topic, Ordered], *, everything: bool) -> dict[str, Fact]:
    """State it for machines."""
    return {
        "everything": everything,
        "schema": status.schema,
        "platforms": [
            {
                "name": one.platform,
                "waiting": one.waiting,
                "ambiguous": one.ambiguous,
                "oldest": one.oldest,
                "sent": one.sent,
                "dead": one.dead,
                "expired": one.expired,
                "paused_until": one.paused_until,
                "refused": one.refused,
            }
            for one in status.traffic
        ],
        "digests": [
            {
                "kind": topic.value,
                "subscriptions": one.count,
                "due": one.due,
                "next": one.next,
                "last": one.last,
            }
            for topic, one in kinds.items()
        ],
        "skipped": [
            {"reason": one.reason, "count": one.count, "last": one.last} for one in status.skipped
        ],
    }

"""`/watch add 2330`: a member's private list."""

from typing import Annotated, Literal

from bot.core.audit import Author
from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.own_baskets import WATCH, Holder, OwnBasket, OwnBaskets
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import Registry, Section, registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.values import Names, Rest
from handlers.saying.own_baskets import Desk

Action = Literal["add", "remove", "clear"]


@registry.command("watch", "自選", section=Section.GENERAL, rank=30)
async def watch(
    action: Annotated[
        Action | None,
        "what to do",
        Names(
            {
                "add": ("Add", "新增", "加"),
                "remove": ("Remove", "移除", "刪"),
                "clear": ("Clear", "清空"),
            }
        ),
    ] = None,
    members: Annotated[Rest | None, "codes or names"] = None,
    *,
    own_baskets: OwnBaskets,
    bars: Bars,
    commands: Registry,
    almanac: Almanac,
    request: Request,
    author: Author,
    moment: Moment,
    say: Say,
) -> Reply:
    """Your own list of instruments, which nobody else sees.

    /watch add 2330 2454
    /watch

    In your private chat with the bot it is a basket too: /move watch.
    """
    holder = Holder(request.principal.platform, 0, request.principal.id)
    desk = Desk(own_baskets, holder, author, almanac, commands, moment, say)
    held = await own_baskets.of(holder)
    before = held[0] if held else None
    basket = before or OwnBasket(WATCH, say("My list"))
    if action is None and not members:
        return await _shown(basket, bars, desk)
    changed = _changed(basket, action or "add", members or "", desk)
    if changed.spells != basket.spells:
        await desk.put(before, changed)
    return await _shown(changed, bars, desk)


def _changed(basket: OwnBasket, action: Action, members: str, desk: Desk) -> OwnBasket:
    """Return the list as it is wished."""
    if action == "clear":
        return basket.removed(basket.codes, desk.from_session)
    weights = desk.weights(f"watch {action}", "", members)
    if action == "add":
        return basket.added(weights, desk.from_session)
    return basket.removed(list(weights), desk.from_session)


async def _shown(basket: OwnBasket, bars: Bars, desk: Desk) -> Reply:
    """Show the list; the figures are one press away."""
    say, codes = desk.say, basket.codes
    if not codes:
        hint = say("It is empty. /watch add 2330 puts something on it.")
        return Reply(say("My list"), (paragraph(hint),), private=True)
    names = [desk.named(code) for code in codes]
    rows = [Button(say("Figures"), f"/move {' '.join(codes[:12])}")]
    rows.append(Button(say("Clear"), "/watch clear"))
    known = await bars.latest(codes, desk.moment.horizon)
    told = [say("Figures are held up to {date}.", date=known)] if known else []
    return Reply(
        say("My list"),
        (paragraph(say(", ").join(names), *told),),
        (tuple(rows),),
        summary={"watch": list(codes)},
        private=True,
    )

"""`/basket list`: the baskets there are, built in and the chat's own."""

from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.registry import registry
from bot.core.replies import Button, Reply, paragraph


@registry.command("basket_list", "清單", group="basket", rank=26)
async def basket_list(*, almanac: Almanac, moment: Moment, say: Say) -> Reply:
    """Which baskets there are: built in, and this chat's own.

    /basket list
    """
    lines, buttons = [], []
    for name, basket in almanac.baskets.items():
        edition = basket.known_by(moment.yesterday).edition_on(moment.today)
        count = len(edition.codes) if edition else 0
        line = say("{title} ({name}): {count} members", title=say.pick(basket.title), name=name,
                   count=count)  # fmt: skip
        whose = "" if basket.own else say("built in")
        lines.append(" · ".join(filter(None, (line, whose))))
        buttons.append(Button(say.pick(basket.title), f"/basket show {name}"))
    rows = tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))
    return Reply(
        say("Baskets"),
        (paragraph(*lines, say("/basket new and a name draws up one of your own.")),),
        rows,
        summary={"baskets": list(almanac.baskets)},
    )

"""Every setting, declared once: key, words, values, default and where it may be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from bot.core.i18n import N_
from bot.core.settings import Layers, Settings


class Form(StrEnum):
    """How a value is written."""

    CHOICE = "choice"  # one of the fixed values
    HOURS = "hours"  # `22:00-08:00` or `off`
    ZONE = "zone"  # a time zone's name
    BASKET = "basket"  # a basket's name
    COMMANDS = "commands"  # names of commands, apart by spaces


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be chosen; titles and labels are msgids."""

    key: str
    title: str
    default: str
    labels: Mapping[str, str]
    """The values offered, with what they are called; the only ones of a CHOICE."""
    form: Form = Form.CHOICE
    per_topic: bool = True
    aliases: tuple[str, ...] = ()
    short: str = ""
    """Its title where half a row of a phone holds title and value; none = the title."""
    brief: Mapping[str, str] = field(default_factory=dict)
    """Labels as short as that, where the others are too long."""


ON_OFF: Final = {"on": N_("on"), "off": N_("off")}
SOUND: Final = {"sound": N_("sound"), "silent": N_("silent"), "off": N_("off")}
SETTINGS: Final = (
    Setting(
        "language",
        N_("Language"),
        "",
        {"zh-TW": "繁體中文", "en": "English"},
        aliases=("語言",),
        short=N_("Lang"),
    ),
    Setting(
        "colors",
        N_("Colours"),
        "red_up",
        {
            "red_up": N_("red up, green down"),
            "green_up": N_("green up, red down"),
            "color_blind": N_("orange up, blue down"),
        },
        aliases=("顏色", "配色"),
        short=N_("Rises"),
        brief={"red_up": N_("red"), "green_up": N_("green"), "color_blind": N_("orange")},
    ),
    Setting("pictures", N_("Pictures"), "on", ON_OFF, aliases=("圖片",)),
    Setting(
        "width",
        N_("Tables for"),
        "phone",
        {"phone": N_("phones"), "desktop": N_("wide screens")},
        aliases=("寬度",),
        short=N_("Tables"),
        brief={"desktop": N_("wide")},
    ),
    Setting(
        "basket",
        N_("Default basket"),
        "ai",
        {},
        Form.BASKET,
        aliases=("名單",),
        short=N_("Basket"),
    ),
    Setting("digest_sound", N_("Digests"), "silent", SOUND, aliases=("快報",)),
    Setting("alert_sound", N_("Alerts"), "sound", SOUND, aliases=("警示",)),
    Setting(
        "correction_sound",
        N_("Corrections"),
        "sound",
        SOUND,
        aliases=("更正",),
        short=N_("Fixes"),
    ),
    Setting(
        "quiet",
        N_("Quiet hours"),
        "off",
        {"off": N_("off"), "22:00-08:00": "22:00-08:00", "23:00-07:00": "23:00-07:00"},
        Form.HOURS,
        aliases=("靜音時段",),
        short=N_("Quiet"),
    ),
    Setting(
        "zone",
        N_("Time zone"),
        "Asia/Taipei",
        {
            "Asia/Taipei": N_("Taipei"),
            "America/Los_Angeles": N_("Los Angeles"),
            "America/New_York": N_("New York"),
            "Europe/London": N_("London"),
        },
        Form.ZONE,
        aliases=("時區",),
        short=N_("Zone"),
        brief={"America/Los_Angeles": N_("L.A.")},
    ),
    Setting(
        "cooldown",
        N_("Pause between look-ups"),
        "off",
        {
            "off": N_("none"),
            "10s": N_("10 s"),
            "30s": N_("30 s"),
            "1m": N_("1 min"),
            "5m": N_("5 min"),
        },
        aliases=("間隔",),
        short=N_("Wait"),
    ),
    Setting(
        "fade",
        N_("Delete look-up answers"),
        "off",
        {
            "off": N_("never"),
            "10m": N_("10 min"),
            "1h": N_("1 hour"),
            "1d": N_("1 day"),
        },
        aliases=("自動刪除",),
        short=N_("Delete"),
    ),
    Setting(
        "commands_off",
        N_("Commands off"),
        "",
        {},
        Form.COMMANDS,
        per_topic=False,
        aliases=("停用指令",),
    ),
)
BY_KEY: Final = {setting.key: setting for setting in SETTINGS}


def settled(layers: Layers, defaults: Mapping[str, str]) -> Settings:
    """Return the values that hold: declared, the operator's file, then what was chosen in chat."""
    values = {setting.key: setting.default for setting in SETTINGS}
    for layer in (defaults, layers.operator.values, layers.chat.values, layers.topic.values):
        values.update({key: value for key, value in layer.items() if key in values})
    return Settings(values, layers, defaults)

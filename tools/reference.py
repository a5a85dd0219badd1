"""Write `docs/commands.md` from the registry: every command, in both languages.

Usage: `make docs`, or `python -m tools.reference` from the checkout's root.

The same declarations give the same bytes; nothing in that file is written by hand.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import handlers
from bot.core.i18n import say_in
from bot.core.parameters import Parameter
from bot.core.principals import Access
from bot.core.registry import SECTION_TITLES, Command, Section, registry

TARGET = Path(__file__).parents[1] / "docs" / "commands.md"
ZH, EN = say_in("zh-TW"), say_in("en")
OPENING = """# 指令 · Commands

本檔由指令的宣告產生（`make docs`），請勿手動修改。日期、代號與名稱的順序不拘。

Made from the commands' own declarations by `make docs`; not to be edited by hand. `<value>` has \
to be given, `[value]` can be left out; values may come in any order where their meaning is certain.
"""
WHO = {
    Access.ANYONE: ("所有人", "everybody"),
    Access.EDITOR: ("群組裡限管理員與編輯者", "in a group its admins and editors"),
    Access.ADMIN: ("群組裡限管理員", "in a group its admins"),
    Access.OWNER: ("擁有者", "the owners"),
}


def reference(commands: Sequence[Command]) -> str:
    """Return the whole file for these commands, in the order of `/help`."""
    return "\n".join((OPENING, *_sections(commands)))


def _sections(commands: Sequence[Command]) -> Iterator[str]:
    """Write the sections that have commands."""
    for section in Section:
        held = [command for command in commands if command.section is section]
        if held:
            title = SECTION_TITLES[section]
            yield f"## {ZH(title)} · {EN(title)}\n"
            yield from map(_command, held)


def _command(command: Command) -> str:
    """Describe one command."""
    zh_who, en_who = WHO[command.access]
    rows = [
        ("中文", "English"),
        ("---", "---"),
        _both(command.summary),
        *((_value(p, zh=True), _value(p, zh=False)) for p in command.parameters),
        *map(_both, command.notes),
        (f"可以使用：{zh_who}", f"May call it: {en_who}"),
    ]
    aliases = "、".join(f"`{alias}`" for alias in command.aliases)
    parts = [f"### `{command.usage}`", _table(rows)]
    if aliases:
        parts.append(f"別名 · Also: {aliases}")
    if command.examples:
        parts.append("```text\n" + "\n".join(command.examples) + "\n```")
    return "\n\n".join(parts) + "\n"


def _value(parameter: Parameter, *, zh: bool) -> str:
    """Describe one value in one language."""
    say = ZH if zh else EN
    words = "、".join(f"`{c.value}`" for c in parameter.kind.choices(say))
    about = f"`{parameter.name}` — {say(parameter.description)}"
    if words:
        about += f"（{words}）" if zh else f" ({words.replace('、', ', ')})"
    if parameter.required:
        return about
    return about + ("（可省略）" if zh else " (optional)")


def _both(msgid: str) -> tuple[str, str]:
    """Return a text in both languages."""
    return ZH(msgid), EN(msgid)


def _table(rows: Sequence[tuple[str, str]]) -> str:
    """Lay two columns out as a Markdown table."""
    cells = ([cell.replace("|", "\\|") for cell in row] for row in rows)
    return "\n".join(f"| {left} | {right} |" for left, right in cells)


def main() -> None:
    """Write the file."""
    handlers.load()
    TARGET.write_text(reference(registry.commands), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()

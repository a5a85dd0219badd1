"""Compile the catalogs: merge the rooms' fragments into one .po and .mo per language.

    python tools/catalogs.py            writes bot/locale/zh_TW/LC_MESSAGES/banquet.{po,mo}
    python tools/catalogs.py --missing  lists texts without a translation

English is written in the code; zh-TW is translated in `bot/locale/fragments/*.po`, one file a room.
"""

import re
import sys
from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "bot" / "locale"
TARGET = LOCALE / "zh_TW" / "LC_MESSAGES"
_CODE = ("bot", "handlers", "storage")
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_PLACE = re.compile(r"\{[a-z_0-9]*\}")


def texts_in_code() -> set[str]:
    """Return every msgid: `say("…")`, `N_("…")`, and what the registry's declarations say."""
    found: set[str] = set()
    for folder in _CODE:
        rows = extract_from_dir(
            str(ROOT / folder), [("**.py", "python")], keywords={"say": None, "N_": None}
        )
        found |= {row[2] for row in rows if isinstance(row[2], str) and row[2]}
    return found | declared_texts()


def declared_texts() -> set[str]:
    """Return summaries, descriptions, notes and fixed choices of all commands."""
    sys.path.insert(0, str(ROOT))
    import_module("handlers").load()
    registry = import_module("bot.core.registry").registry
    say = import_module("bot.core.i18n").Say
    closures = import_module("bot.market.closures").CLOSURE_NAMES
    found: set[str] = set(closures)
    for command in registry.commands:
        found |= {command.summary, *command.notes, *(p.description for p in command.parameters)}
        for parameter in command.parameters:
            found |= {choice.label for choice in parameter.kind.choices(say("en"))}
    return found


def translations() -> dict[str, str]:
    """Return the zh-TW texts of all fragments; one msgid may be given once only."""
    given: dict[str, str] = {}
    for path in sorted((LOCALE / "fragments").glob("*.po")):
        with path.open("rb") as stream:
            for message in read_po(stream):
                msgid, text = str(message.id), str(message.string)
                if msgid and given.get(msgid, text) != text:
                    raise SystemExit(f"{path.name}: {msgid!r} is translated twice")
                given[msgid] = text
    given.pop("", None)
    return given


def catalog() -> Catalog:
    """Return the merged catalog, sorted, with a fixed date so that equal texts give equal bytes."""
    merged = Catalog(locale="zh_TW", project="Banquet", creation_date=_EPOCH, revision_date=_EPOCH)
    for msgid, text in sorted(translations().items()):
        merged.add(msgid, text)
    return merged


def compiled() -> tuple[bytes, bytes]:
    """Return the bytes of the .po and the .mo."""
    po, mo = BytesIO(), BytesIO()
    write_po(po, catalog(), sort_output=True, omit_header=False, width=100)
    write_mo(mo, catalog())
    return po.getvalue(), mo.getvalue()


def places(text: str) -> list[str]:
    """Return the places a text has for facts."""
    return sorted(set(_PLACE.findall(text)))


def main() -> None:
    """Write the catalogs, or list what is missing."""
    if "--missing" in sys.argv:
        for msgid in sorted(texts_in_code() - set(translations())):
            print(repr(msgid))
        return
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, content in zip(("banquet.po", "banquet.mo"), compiled(), strict=True):
        (TARGET / name).write_bytes(content)


if __name__ == "__main__":
    main()

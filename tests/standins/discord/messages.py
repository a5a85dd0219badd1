"""The rules for messages: lengths, buttons, and nobody mentioned by accident."""

from tests.standins.discord.refusals import EMPTY, JSON, demand

_CONTENT, _EMBEDS, _TOGETHER = 2000, 10, 6000
_TITLE, _DESCRIPTION, _FOOTER = 256, 4096, 2048
_ROWS, _BUTTONS, _LABEL, _CUSTOM_ID = 5, 5, 80, 100
_FILES, _BYTES, _ALT = 10, 10 * 1024 * 1024, 1024
_PNG = b"\x89PNG\r\n\x1a\n"
EPHEMERAL = 1 << 6


def check_message(body: JSON, *, new: bool) -> None:
    """Refuse a message that Discord would refuse, and one that could ping anybody."""
    mentions = body.get("allowed_mentions")
    # Discord itself allows this; every message of the bot has to say that it mentions nobody.
    demand(mentions == {"parse": []}, "allowed_mentions is missing or allows something")
    content, embeds = body.get("content") or "", body.get("embeds") or []
    demand(len(content) <= _CONTENT, "content is too long")
    files = body.get("files") or {}
    demand(len(files) <= _FILES, "more than 10 files")
    demand(content or embeds or files or not new, "an empty message", EMPTY)
    _check_embeds(embeds)
    _check_attachments(body, embeds, files)
    _check_rows(body.get("components") or [])


def _check_embeds(embeds: list[JSON]) -> None:
    """Check every embed, and what they hold together."""
    demand(len(embeds) <= _EMBEDS, "more than 10 embeds")
    together = 0
    for embed in embeds:
        footer = (embed.get("footer") or {}).get("text", "")
        texts = (embed.get("title", ""), embed.get("description", ""), footer)
        demand(any(texts), "an empty embed")
        limits = zip(texts, (_TITLE, _DESCRIPTION, _FOOTER), strict=True)
        demand(all(_size(text) <= limit for text, limit in limits), "an embed is too long")
        together += sum(map(_size, texts))
    demand(together <= _TOGETHER, "the embeds are too long together")


def _check_attachments(body: JSON, embeds: list[JSON], files: dict[str, bytes]) -> None:
    """Check files: each one described, as the bot promises, and embeds that show what is there."""
    told = [one for one in body.get("attachments") or [] if one.get("filename")]
    demand(all(one["filename"] in files for one in told), "an attachment without its file")
    demand(all(len(data) <= _BYTES for data in files.values()), "Request entity too large")
    pictures = {name: data for name, data in files.items() if name.endswith(".png")}
    words = {one["filename"]: one.get("description") or "" for one in told}
    for name, data in pictures.items():
        demand(data.startswith(_PNG), "a picture that is no PNG")
        demand(1 <= len(words.get(name, "")) <= _ALT, "a picture without a description")
    shown = [embed["image"]["url"] for embed in embeds if "image" in embed]
    demand(all(url.removeprefix("attachment://") in files for url in shown), "an image not there")


def _check_rows(rows: list[JSON]) -> None:
    """Check rows of buttons."""
    demand(len(rows) <= _ROWS, "more than 5 rows")
    demand(all(row["type"] == 1 for row in rows), "only rows stand under a message")
    buttons = [button for row in rows for button in row["components"]]
    demand(all(1 <= len(row["components"]) <= _BUTTONS for row in rows), "1 to 5 buttons in a row")
    ids = [button["custom_id"] for button in buttons]
    demand(len(set(ids)) == len(ids), "two buttons of one custom_id")
    for button in buttons:
        demand(button["type"] == 2 and button["style"] in {1, 2, 3, 4}, "a button with a custom_id")
        demand(1 <= len(button["custom_id"]) <= _CUSTOM_ID, "custom_id")
        demand(1 <= len(button["label"]) <= _LABEL, "label")


def _size(text: str) -> int:
    """Count text as UTF-16 units, the strictest reading of Discord's limits."""
    return len(text.encode("utf-16-le")) // 2

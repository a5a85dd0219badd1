"""A message for a chat that moved, addressed anew."""

from dataclasses import replace

from bot.core.sending import Answer, Part


def readdressed(part: Part, answer: Answer) -> Part | None:
    """Return the part for the chat's new id; None when the chat did not move.

    Telegram gives a group that becomes a supergroup a new id and says so in its refusal, so
    no copy of the message exists. The key depends on the old one: moving twice adds one row.
    """
    if answer.kind != "refused" or answer.migrate_to in (None, part.chat):
        return None
    assert answer.migrate_to is not None  # noqa: S101 - narrows the type for the checker
    target = dict(part.target)
    if "chat_id" in target:
        target["chat_id"] = answer.migrate_to
    key = f"{part.key}>{answer.migrate_to}"
    return replace(part, key=key, chat=answer.migrate_to, target=target)

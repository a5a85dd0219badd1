"""What a platform's answer means: one table, and a verdict for whatever comes.

Descriptions are the Bot API's own words, compared in lower case; Telegram gives no finer code.
Discord has codes of its own, all above those of HTTP.
"""

from bot.core.sending import Answer, Verdict

CONFLICT = 409
THROTTLED = 429
SERVER_FAILED = 500
LAST_HTTP = 599

BY_CODE = {
    401: Verdict.BOT_REFUSED,  # the token was revoked
    403: Verdict.CHAT_GONE,  # blocked, kicked, deactivated, or never started
    404: Verdict.BOT_REFUSED,  # the Bot API knows no such token
    CONFLICT: Verdict.NOT_SENT,
    413: Verdict.MESSAGE_BAD,
    THROTTLED: Verdict.THROTTLED,
}

BY_DISCORD_CODE = {
    10003: Verdict.CHAT_GONE,  # unknown channel
    10004: Verdict.CHAT_GONE,  # unknown server
    10008: Verdict.MESSAGE_BAD,  # unknown message
    50001: Verdict.CHAT_GONE,  # no access to the channel
    50007: Verdict.CHAT_GONE,  # no direct messages to this person
    50013: Verdict.CHAT_GONE,  # no right to write there
    50035: Verdict.OUR_BUG,  # the body breaks a limit
}

BY_WORDS = (
    ("message is not modified", Verdict.SENT),  # the edit says what is there already
    ("message to edit not found", Verdict.MESSAGE_BAD),
    ("message can't be edited", Verdict.MESSAGE_BAD),
    ("message to be replied not found", Verdict.MESSAGE_BAD),
    ("message thread not found", Verdict.MESSAGE_BAD),
    ("topic_closed", Verdict.MESSAGE_BAD),
    ("topic_deleted", Verdict.MESSAGE_BAD),
    ("query is too old", Verdict.MESSAGE_BAD),
    ("chat not found", Verdict.CHAT_GONE),
    ("group chat was", Verdict.CHAT_GONE),  # deactivated, upgraded without saying to what
    ("rights to send documents", Verdict.MESSAGE_BAD),  # texts still arrive there
    ("no rights", Verdict.CHAT_GONE),
    ("not enough rights", Verdict.CHAT_GONE),
    ("need administrator rights", Verdict.CHAT_GONE),
    ("chat_write_forbidden", Verdict.CHAT_GONE),
    ("chat_restricted", Verdict.CHAT_GONE),
    ("chat_admin_required", Verdict.CHAT_GONE),
    ("peer_id_invalid", Verdict.CHAT_GONE),
    ("user_is_blocked", Verdict.CHAT_GONE),
    ("user is deactivated", Verdict.CHAT_GONE),
    ("bot was", Verdict.CHAT_GONE),  # blocked, kicked
    ("can't parse", Verdict.OUR_BUG),  # entities, the keyboard's JSON
    ("is too long", Verdict.OUR_BUG),  # message, caption
    ("text is empty", Verdict.OUR_BUG),
    ("button_data_invalid", Verdict.OUR_BUG),
    ("reply markup is too long", Verdict.OUR_BUG),
)

BY_KIND = {
    "ok": Verdict.SENT,
    "not_sent": Verdict.NOT_SENT,
    "perhaps_sent": Verdict.AMBIGUOUS,
    "garbled": Verdict.AMBIGUOUS,
}


def classify(answer: Answer) -> Verdict:
    """Return the verdict on any answer; never raises."""
    if answer.kind != "refused":
        return BY_KIND.get(answer.kind, Verdict.AMBIGUOUS)
    if answer.migrate_to is not None:
        return Verdict.CHAT_GONE
    if answer.retry_after is not None:
        return Verdict.THROTTLED
    return _refused(answer.code, answer.description.lower())


def _refused(code: int | None, words: str) -> Verdict:
    """Judge a refusal by its code, else by its words."""
    if code is None:
        return Verdict.AMBIGUOUS
    if code > LAST_HTTP:
        return BY_DISCORD_CODE.get(code, Verdict.MESSAGE_BAD)
    if code in BY_CODE:
        return BY_CODE[code]
    if code >= SERVER_FAILED:
        # It said in its own words that it failed; an unreadable 5xx arrives as "garbled".
        return Verdict.NOT_SENT
    return next((said for part, said in BY_WORDS if part in words), Verdict.MESSAGE_BAD)

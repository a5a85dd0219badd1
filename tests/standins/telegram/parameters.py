"""Which parameters each method takes; the real server ignores others, here they are mistakes."""

SENDS = {
    "chat_id", "text", "parse_mode", "link_preview_options", "reply_parameters",
    "reply_markup", "message_thread_id", "disable_notification",
}  # fmt: skip
KNOWN: dict[str, set[str]] = {
    "getMe": set(),
    "sendMessage": SENDS,
    "sendDocument": {
        "chat_id", "document", "caption", "parse_mode", "reply_parameters", "reply_markup",
        "message_thread_id", "disable_notification",
    },
    "sendPhoto": {*SENDS, "photo", "caption"} - {"text", "link_preview_options"},
    "editMessageMedia": {"chat_id", "message_id", "media", "picture", "reply_markup"},
    "editMessageCaption": {"chat_id", "message_id", "caption", "parse_mode", "reply_markup"},
    "editMessageText": {
        "chat_id", "message_id", "text", "parse_mode", "link_preview_options", "reply_markup",
    },
    "pinChatMessage": {"chat_id", "message_id", "disable_notification"},
    "deleteMessage": {"chat_id", "message_id"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert", "url", "cache_time"},
    "getChatMember": {"chat_id", "user_id"},
    "setMyCommands": {"commands", "scope", "language_code"},
    "setMyDescription": {"description", "language_code"},
    "setMyShortDescription": {"short_description", "language_code"},
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "setWebhook": {
        "url", "secret_token", "allowed_updates", "max_connections", "drop_pending_updates",
    },
    "deleteWebhook": {"drop_pending_updates"},
    "getWebhookInfo": set(),
}  # fmt: skip

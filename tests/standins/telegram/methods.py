"""The methods that the bot calls, refusing what the real server refuses."""

import re
from collections.abc import Callable
from typing import Any

from tests.standins.telegram.files import edit_caption, edit_media, send_document, send_photo
from tests.standins.telegram.keyboards import check_keyboard
from tests.standins.telegram.markup import parsed
from tests.standins.telegram.messages import chat_of, check_topic, message
from tests.standins.telegram.parameters import KNOWN
from tests.standins.telegram.refusals import JSON, Refusal, bad
from tests.standins.telegram.world import BOT, World

Method = Callable[[World, JSON], Any]
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_RIGHTS = (
    "is_anonymous", "can_be_edited", "can_manage_chat", "can_delete_messages",
    "can_manage_video_chats", "can_restrict_members", "can_promote_members", "can_change_info",
    "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
)  # fmt: skip
_LIMITS = (
    "is_member", "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos",
    "can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls",
    "can_send_other_messages", "can_add_web_page_previews", "can_change_info",
    "can_invite_users", "can_pin_messages", "can_manage_topics", "can_edit_tag",
    "can_react_to_messages", "until_date",
)  # fmt: skip
_MEMBER_FIELDS = {
    "creator": ("is_anonymous",),
    "administrator": _RIGHTS,
    "restricted": _LIMITS,
    "kicked": ("until_date",),
}


def call(world: World, method: str, parameters: JSON) -> Any:
    """Carry out a call; getUpdates is the server's own, as it waits."""
    found = METHODS.get(method)
    if found is None:
        raise Refusal(404, "Not Found")
    if unknown := set(parameters) - KNOWN[method]:
        raise bad(f"unknown parameter {min(unknown)}")
    return found(world, parameters)


def _send_message(world: World, parameters: JSON) -> JSON:
    """Take a message."""
    chat = chat_of(world, parameters)
    text = parsed(parameters.get("text", ""), parameters.get("parse_mode"))
    check_keyboard(parameters)
    check_topic(world, chat, parameters)
    world.next_message += 1
    world.accept("sendMessage", parameters, world.next_message, text)
    return message(world, chat, world.next_message, text)


def _edit_message_text(world: World, parameters: JSON) -> JSON:
    """Change a message; the same text again is refused."""
    chat, number = chat_of(world, parameters), parameters.get("message_id")
    if not isinstance(number, int) or (chat, number) not in world.messages:
        raise bad("message to edit not found")
    if (chat, number) in world.photos:
        raise bad("there is no text in the message to edit")
    text = parsed(parameters.get("text", ""), parameters.get("parse_mode"))
    check_keyboard(parameters)
    if world.messages[chat, number] == text:
        raise bad(
            "message is not modified: specified new message content and reply markup are"
            " exactly the same as a current content and reply markup of the message"
        )
    world.accept("editMessageText", parameters, number, text)
    return message(world, chat, number, text)


def _delete_message(world: World, parameters: JSON) -> bool:
    """Take a message of ours away."""
    place = chat_of(world, parameters), parameters.get("message_id")
    if place not in world.messages:
        raise bad("message to delete not found")
    del world.messages[place]
    world.deleted.append(place)
    return True


def _pin_chat_message(world: World, parameters: JSON) -> bool:
    """Pin a message; a group must have given the right to."""
    chat, number = chat_of(world, parameters), parameters.get("message_id")
    if not isinstance(number, int) or (chat, number) not in world.messages:
        raise bad("message to pin not found")
    if world.chats[chat]["type"] != "private" and not world.chats[chat].get("may_pin"):
        raise bad("not enough rights to manage pinned messages in the chat")
    world.pinned.append((chat, number))
    return True


def _answer_callback_query(world: World, parameters: JSON) -> bool:
    """Show a toast, once a press and while the press is young."""
    query = parameters.get("callback_query_id")
    if query not in world.queries:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(parameters.get("text", "")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    world.queries.discard(query)
    world.toasts.append(parameters)
    world.changed.set()
    return True


def _get_chat_member(world: World, parameters: JSON) -> JSON:
    """Tell what somebody is in a chat."""
    chat, user = chat_of(world, parameters), parameters.get("user_id")
    status = world.members.get((chat, int(user or 0)))
    if status is None:
        raise bad("user not found")
    member: JSON = {"status": status, "user": {"id": user, "is_bot": False, "first_name": "A"}}
    return member | dict.fromkeys(_MEMBER_FIELDS.get(status, ()), False)


def _set_my_commands(world: World, parameters: JSON) -> bool:
    """Take a menu."""
    commands = parameters.get("commands", [])
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    scope = (parameters.get("scope") or {}).get("type", "default")
    world.menus[scope, parameters.get("language_code", "")] = commands
    return True


def _set_text(field: str, most: int) -> Method:
    """Return the method that sets one of the bot's own texts."""

    def change(world: World, parameters: JSON) -> bool:
        if len(parameters.get(field, "")) > most:
            raise bad(f"{field} is too long")
        world.texts[field, parameters.get("language_code", "")] = parameters.get(field, "")
        return True

    return change


def _set_webhook(world: World, parameters: JSON) -> bool:
    """Send updates to an address from now on."""
    secret = parameters.get("secret_token")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    world.webhook = dict(parameters) if parameters.get("url") else {}
    world.pushable.set()
    return True


def _delete_webhook(world: World, _parameters: JSON) -> bool:
    """Keep updates for getUpdates again."""
    world.webhook = {}
    return True


def _get_webhook_info(world: World, _parameters: JSON) -> JSON:
    """Tell where updates go."""
    return {
        "url": world.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }


METHODS: dict[str, Method] = {
    "getMe": lambda _world, _parameters: BOT,
    "sendMessage": _send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "editMessageMedia": edit_media,
    "editMessageCaption": edit_caption,
    "editMessageText": _edit_message_text,
    "pinChatMessage": _pin_chat_message,
    "deleteMessage": _delete_message,
    "answerCallbackQuery": _answer_callback_query,
    "getChatMember": _get_chat_member,
    "setMyCommands": _set_my_commands,
    "setMyDescription": _set_text("description", 512),
    "setMyShortDescription": _set_text("short_description", 120),
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": _get_webhook_info,
}

"""Files and photos, refused where the real server refuses them."""

from io import BytesIO

from PIL import Image

from tests.standins.telegram.keyboards import check_keyboard
from tests.standins.telegram.markup import parsed
from tests.standins.telegram.messages import chat_of, check_topic, message
from tests.standins.telegram.refusals import JSON, bad
from tests.standins.telegram.world import World

_CAPTION_MOST = 1024
_BYTES_MOST = 10 * 1024 * 1024
_SIDES_MOST, _RATIO_MOST = 10_000, 20
_SAME = "message is not modified: specified new message content is exactly the same"


def send_document(world: World, parameters: JSON) -> JSON:
    """Take a file; what is no upload would have to be a file that the server knows."""
    chat, file = chat_of(world, parameters), parameters.get("document")
    if not isinstance(file, dict) or not isinstance(file.get("content"), bytes):
        raise bad("invalid file HTTP URL specified: URL host is empty")
    if not file["content"]:
        raise bad("file must be non-empty")
    check_topic(world, chat, parameters)
    world.next_message += 1
    world.accept("sendDocument", parameters, world.next_message, file["content"].decode())
    return message(world, chat, world.next_message, "")


def send_photo(world: World, parameters: JSON) -> JSON:
    """Take a photo, uploaded or by the name that it got here before."""
    chat = chat_of(world, parameters)
    if not world.chats[chat].get("may_send_photos", True):
        raise bad("not enough rights to send photos to the chat")
    caption = _caption(parameters)
    check_keyboard(parameters)
    check_topic(world, chat, parameters)
    name = _photo(world, parameters.get("photo"))
    world.next_message += 1
    world.photos[chat, world.next_message] = name
    world.accept("sendPhoto", parameters, world.next_message, caption)
    return _shown(world, chat, world.next_message)


def edit_media(world: World, parameters: JSON) -> JSON:
    """Put a photo in the place of a text or of another photo."""
    chat, number = _edited(world, parameters)
    media = parameters.get("media")
    if not isinstance(media, dict) or media.get("type") != "photo":
        raise bad("can't parse InputMedia")
    caption = _caption(media)
    check_keyboard(parameters)
    source = media.get("media")
    uploaded = source == "attach://picture"
    name = _photo(world, parameters.get("picture") if uploaded else source)
    if world.photos.get((chat, number)) == name and world.messages[chat, number] == caption:
        raise bad(_SAME)
    world.photos[chat, number] = name
    world.accept("editMessageMedia", parameters, number, caption)
    return _shown(world, chat, number)


def edit_caption(world: World, parameters: JSON) -> JSON:
    """Change what stands below a photo."""
    chat, number = _edited(world, parameters)
    if (chat, number) not in world.photos:
        raise bad("there is no caption in the message to edit")
    caption = _caption(parameters)
    check_keyboard(parameters)
    if world.messages[chat, number] == caption:
        raise bad(_SAME)
    world.accept("editMessageCaption", parameters, number, caption)
    return _shown(world, chat, number)


def _edited(world: World, parameters: JSON) -> tuple[int, int]:
    """Return the message to edit; it must exist."""
    chat, number = chat_of(world, parameters), parameters.get("message_id")
    if not isinstance(number, int) or (chat, number) not in world.messages:
        raise bad("message to edit not found")
    return chat, number


def _caption(parameters: JSON) -> str:
    """Return what is shown of a caption, or refuse it; there may be none."""
    text = parameters.get("caption", "")
    shown = parsed(text, parameters.get("parse_mode")) if text else ""
    if len(shown.encode("utf-16-le")) // 2 > _CAPTION_MOST:
        raise bad("message caption is too long")
    return shown


def _photo(world: World, photo: object) -> str:
    """Return the name of a photo; a new one is checked first."""
    if isinstance(photo, str):
        if photo not in world.known_photos:
            raise bad("wrong file identifier/HTTP URL specified")
        return photo
    content = photo.get("content") if isinstance(photo, dict) else None
    if not isinstance(content, bytes) or not content:
        raise bad("there is no photo in the request")
    if len(content) > _BYTES_MOST:
        raise bad("file is too big")
    width, height = Image.open(BytesIO(content)).size
    if width + height > _SIDES_MOST or max(width, height) > _RATIO_MOST * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    name = f"photo-{len(world.known_photos) + 1}"
    world.known_photos[name] = content
    return name


def _shown(world: World, chat: int, number: int) -> JSON:
    """Return a message with its photo in two sizes, the largest last."""
    told = message(world, chat, number, "")
    del told["text"]
    name = world.photos[chat, number]
    sizes = [{"file_id": f"{name}-small", "width": 90}, {"file_id": name, "width": 1024}]
    return {**told, "photo": sizes, "caption": world.messages[chat, number]}

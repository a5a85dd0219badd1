"""Files on their way to Telegram: in the outbox as JSON, in the call as a form."""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Final

import aiohttp

from bot.core.replies import Attachment

METHOD: Final = "sendDocument"
FIELD: Final = "document"
PICTURE: Final = "banquet.png"


def stored(file: Attachment) -> dict[str, object]:
    """Return a file as the outbox holds it."""
    return {FIELD: {"name": file.name, "text": file.text, "media_type": file.media_type}}


def has_file(parameters: Mapping[str, object]) -> bool:
    """Tell whether a call takes a file along."""
    return any(name == FIELD or isinstance(value, bytes) for name, value in parameters.items())


def form_of(parameters: Mapping[str, object]) -> aiohttp.FormData:
    """Write a call with a file as the form in which the Bot API takes files; good for one call."""
    form = aiohttp.FormData()
    for name, value in parameters.items():
        if name == FIELD and isinstance(value, Mapping):
            content = BytesIO(str(value["text"]).encode())
            form.add_field(
                name, content, filename=str(value["name"]), content_type=str(value["media_type"])
            )
        elif isinstance(value, bytes):
            form.add_field(name, BytesIO(value), filename=PICTURE, content_type="image/png")
        else:
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    return form

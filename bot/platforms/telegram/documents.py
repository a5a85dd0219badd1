"""Files on their way to Telegram: in the outbox as JSON, in the call as a form."""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Final

import aiohttp

from bot.core.replies import Attachment

METHOD: Final = "sendDocument"
FIELD: Final = "document"


def stored(file: Attachment) -> dict[str, object]:
    """Return a file as the outbox holds it."""
    return {FIELD: {"name": file.name, "text": file.text, "media_type": file.media_type}}


def form_of(parameters: Mapping[str, object]) -> aiohttp.FormData:
    """Write a call with a file as the form in which the Bot API takes files; good for one call."""
    form = aiohttp.FormData()
    for name, value in parameters.items():
        if name == FIELD and isinstance(value, Mapping):
            content = BytesIO(str(value["text"]).encode())
            form.add_field(
                name, content, filename=str(value["name"]), content_type=str(value["media_type"])
            )
        else:
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    return form

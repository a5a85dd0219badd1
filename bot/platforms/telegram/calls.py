"""One call to the Bot API: as JSON, or as a form where a file goes along."""

import json
from collections.abc import Mapping

from bot.core.sending import Answer
from bot.platforms.telegram.answers import read_answer, read_failure
from bot.platforms.telegram.documents import form_of, has_file
from bot.platforms.telegram.transport import Transport


async def call(
    transport: Transport, method: str, parameters: Mapping[str, object]
) -> tuple[Answer, bytes]:
    """Make a call; return what it means and what came back; never raise."""
    try:
        body = form_of(parameters) if has_file(parameters) else json.dumps(parameters).encode()
        status, payload = await transport.call(method, body)
        return read_answer(status, payload), payload
    except Exception as failure:  # noqa: BLE001 - a sender promises not to raise
        return read_failure(failure), b""

"""What the Bot API demands of an inline keyboard."""

from tests.standins.telegram.refusals import JSON, bad


def check_keyboard(parameters: JSON) -> None:
    """Check an inline keyboard."""
    for row in (parameters.get("reply_markup") or {}).get("inline_keyboard", []):
        for button in row:
            if not button.get("text"):
                raise bad("inline keyboard button text is empty")
            if "url" in button:
                _check_link(button)
            elif not 1 <= len(button.get("callback_data", "").encode()) <= 64:
                raise bad("BUTTON_DATA_INVALID")


def _check_link(button: JSON) -> None:
    """Refuse a link that Telegram would refuse: one action a button, a real address."""
    link = str(button["url"])
    payload = link.partition("?start=")[2]
    if "callback_data" in button or not link.startswith("https://t.me/") or len(payload) > 64:
        raise bad("BUTTON_URL_INVALID")

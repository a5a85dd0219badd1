"""What can become of a call besides an answer, in python-telegram-bot's tree of errors."""

from telegram.error import NetworkError, TimedOut


class NotSent(NetworkError):  # noqa: N818 - says what is known, as the outbox names it
    """Nothing of the request was understood: no connection, no name, no TLS, no free slot."""


class PerhapsSent(TimedOut):
    """The first byte may have left; the request may have been carried out."""


class Throttled(NetworkError):  # noqa: N818 - a state of the bot
    """Telegram asks for a pause of `seconds`; None where it did not say how long."""

    def __init__(self, seconds: float | None) -> None:
        """Hold the pause."""
        super().__init__("Telegram asks for a pause")
        self.seconds = seconds

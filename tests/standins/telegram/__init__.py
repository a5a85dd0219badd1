"""A loopback stand-in of the Telegram Bot API, as strict as the real one, with faults on demand."""

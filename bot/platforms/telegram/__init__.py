"""Telegram: the Bot API in, HTML messages and inline keyboards out."""

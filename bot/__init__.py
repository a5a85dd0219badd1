"""Banquet: one asynchronous core behind Telegram, Discord, the terminal and a web page."""

__version__ = "0.1.0"

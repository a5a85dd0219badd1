"""Tests of the Telegram room, through the stand-in wherever a message passes."""

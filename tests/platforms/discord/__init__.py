"""Tests of the Discord room, through the gateway in and REST out."""

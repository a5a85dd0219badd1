"""Tests of the chat page's server."""

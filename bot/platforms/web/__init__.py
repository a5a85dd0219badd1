"""The chat page: a small local web server over the same core as every other platform."""

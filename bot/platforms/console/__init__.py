"""The prompt on a terminal, over the same core as every other platform."""

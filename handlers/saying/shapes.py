"""The shape of a day's bar in words."""

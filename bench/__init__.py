"""Measurements of Banquet against its own limits and its peers."""

"""Digests: what is due, what it says, and what becomes of it when figures change."""

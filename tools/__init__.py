"""Scripts for those who work on Banquet; no part of the distribution."""

"""Tests of the feeds, one file per table or group of tables."""

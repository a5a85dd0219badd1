"""Tests of the reading of answers."""

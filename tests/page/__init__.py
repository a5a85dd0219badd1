"""Tests that drive the web page in Chromium."""
